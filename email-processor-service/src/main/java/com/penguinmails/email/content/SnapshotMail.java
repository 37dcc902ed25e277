package com.penguinmails.email.content;

import com.penguinmails.email.rendering.MailTemplate;
import org.jspecify.annotations.Nullable;

/** A snapshot made ready for rendering. */
public record SnapshotMail(MailTemplate template, @Nullable String fromName) {}
