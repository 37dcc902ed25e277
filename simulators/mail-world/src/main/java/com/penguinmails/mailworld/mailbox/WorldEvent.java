package com.penguinmails.mailworld.mailbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** One line of the journal of mailboxes and what was put into them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorldEvent.MailboxRegistered.class, name = "mailbox"),
    @JsonSubTypes.Type(value = WorldEvent.MessagePosted.class, name = "posted")
})
public sealed interface WorldEvent {
    /** A mailbox exists from here on, or got another password. The password is stored as it is: this is a simulator. */
    record MailboxRegistered(String address, String password) implements WorldEvent {}

    /** A message arrived in the INBOX; {@code raw} is base64 in JSON. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record MessagePosted(String address, Instant at, byte[] raw) implements WorldEvent {}
}
