package com.penguinmails.mailworld;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;

/** An INBOX read as a mail program reads it. */
final class ImapInbox implements AutoCloseable {
    private final Store store;
    private final Folder folder;

    ImapInbox(MailWorld world, String login, String password) throws MessagingException {
        store = Session.getInstance(new Properties()).getStore("imap");
        store.connect("127.0.0.1", world.imapPort(), login, password);
        folder = store.getFolder("INBOX");
        folder.open(Folder.READ_ONLY);
    }

    int count() throws MessagingException {
        return folder.getMessageCount();
    }

    Message only() throws MessagingException {
        if (count() != 1) {
            throw new AssertionError("expected one message, found " + count());
        }
        return folder.getMessage(1);
    }

    @Override
    public void close() throws MessagingException {
        folder.close();
        store.close();
    }
}
