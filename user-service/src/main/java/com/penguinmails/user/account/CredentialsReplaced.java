package com.penguinmails.user.account;

import java.util.UUID;

/** Published in the transaction that gives an account another password: older sign-ins must end with it. */
public record CredentialsReplaced(UUID accountId) {}
