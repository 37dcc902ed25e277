package com.penguinmails.tenant;

import com.penguinmails.contracts.user.PlatformMails;
import com.penguinmails.kernel.Refusal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The way out for mails; keeps what it was given. */
final class FakeMails implements PlatformMails {

    private final List<Mail> sent = new CopyOnWriteArrayList<>();
    private volatile @Nullable Refusal refusal;

    @Override
    public void send(Mail mail) {
        Refusal now = refusal;
        if (now != null) {
            throw now;
        }
        // As user-service does: the same id is the same mail.
        if (sent.stream().noneMatch(earlier -> earlier.id().equals(mail.id()))) {
            sent.add(mail);
        }
    }

    void refuse(@Nullable Refusal with) {
        refusal = with;
    }

    List<Mail> to(String address) {
        return sent.stream().filter(mail -> mail.to().equals(address)).toList();
    }
}
