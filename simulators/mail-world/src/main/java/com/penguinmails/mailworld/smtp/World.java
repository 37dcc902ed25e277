package com.penguinmails.mailworld.smtp;

import com.penguinmails.mailworld.behaviour.Switchboard;
import com.penguinmails.mailworld.dkim.DkimCheck;
import com.penguinmails.mailworld.ledger.Ledger;
import com.penguinmails.mailworld.mailbox.Mailboxes;
import com.penguinmails.mailworld.message.RecentMail;
import com.penguinmails.mailworld.reaction.Reactor;

/** What a transaction needs of everything else. */
record World(
        Ledger ledger,
        Mailboxes mailboxes,
        DkimCheck dkim,
        Switchboard switchboard,
        Reactor reactor,
        RecentMail recentMail,
        Gate gate,
        boolean requireAuth,
        int maxMessageBytes) {}
