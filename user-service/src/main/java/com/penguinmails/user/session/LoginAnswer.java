package com.penguinmails.user.session;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a right password gives: tokens, or the question for a second factor. */
@Schema(oneOf = {SignedIn.class, SecondFactorAsked.class})
sealed interface LoginAnswer permits SignedIn, SecondFactorAsked {}
