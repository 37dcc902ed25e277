package com.penguinmails.user.notification;

/** The way out for mails that a person's own action caused. */
public interface TransactionalMail {

    /**
     * Hands one mail over, within seconds.
     *
     * @throws MailRefused when this mail can never be delivered
     * @throws com.penguinmails.kernel.Refusal with {@code mail-unavailable} when no route works at the moment
     */
    void send(PlatformMail mail);
}
