package com.penguinmails.queuer.operate.acts;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The body of an act that stops or repeats something: whoever reads the book later wants to know why. */
public record Because(@NotBlank @Size(min = 3, max = 500) String reason) {}
