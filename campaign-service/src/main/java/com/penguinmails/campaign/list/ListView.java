package com.penguinmails.campaign.list;

import java.time.Instant;
import java.util.UUID;

/** @param leads how many are on the list */
record ListView(UUID id, String name, long leads, Instant createdAt) {}
