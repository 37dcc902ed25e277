package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.infrastructure.TenantRow;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mailbox of a tenant. */
@Entity
@Table(name = "mailboxes")
class Mailbox {

    @EmbeddedId
    private TenantRow key;

    private UUID domainId;
    private String address;
    private @Nullable String displayName;

    @Embedded
    @AttributeOverride(name = "host", column = @Column(name = "smtp_host"))
    @AttributeOverride(name = "port", column = @Column(name = "smtp_port"))
    @AttributeOverride(name = "security", column = @Column(name = "smtp_security"))
    @AttributeOverride(name = "username", column = @Column(name = "smtp_username"))
    @AttributeOverride(name = "password", column = @Column(name = "smtp_password"))
    private ServerAccess smtp;

    @Embedded
    @AttributeOverride(name = "host", column = @Column(name = "imap_host"))
    @AttributeOverride(name = "port", column = @Column(name = "imap_port"))
    @AttributeOverride(name = "security", column = @Column(name = "imap_security"))
    @AttributeOverride(name = "username", column = @Column(name = "imap_username"))
    @AttributeOverride(name = "password", column = @Column(name = "imap_password"))
    private ServerAccess imap;

    private int dailyLimit;
    private int minGapSeconds;
    private String status;
    private Instant lastCheckAt;
    private @Nullable String lastCheckProblem;
    private @Nullable String lastCheckDetail;
    private Instant createdAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init")
    protected Mailbox() {}

    /** A mailbox whose two logins just worked. */
    Mailbox(TenantRow key, UUID domainId, String address, ServerAccess smtp, ServerAccess imap, Instant now) {
        this.key = key;
        this.domainId = domainId;
        this.address = address;
        this.smtp = smtp;
        this.imap = imap;
        this.status = MailboxStatus.CONNECTED.text();
        this.lastCheckAt = now;
        this.createdAt = now;
    }

    /** @param newName blank for none */
    void rename(@Nullable String newName) {
        this.displayName = newName == null || newName.isBlank() ? null : newName.strip();
    }

    /** The limits themselves are checked where they come in, and by the table. */
    void limit(int newDailyLimit, int newMinGapSeconds) {
        this.dailyLimit = newDailyLimit;
        this.minGapSeconds = newMinGapSeconds;
    }

    void disable() {
        this.status = MailboxStatus.DISABLED.text();
    }

    /** Goes back to what the last check found: a person's wish does not make a login work. */
    void enable() {
        this.status = (lastCheckProblem == null ? MailboxStatus.CONNECTED : MailboxStatus.FAILING).text();
    }

    /** A disabled mailbox stays disabled. */
    void checked(CheckResult result, Instant now) {
        this.lastCheckAt = now;
        this.lastCheckProblem = result.well() ? null : result.code();
        this.lastCheckDetail = result.well() ? null : result.detail();
        if (status() != MailboxStatus.DISABLED) {
            enable();
        }
    }

    UUID id() {
        return key.id();
    }

    UUID domainId() {
        return domainId;
    }

    String address() {
        return address;
    }

    @Nullable
    String displayName() {
        return displayName;
    }

    ServerAccess smtp() {
        return smtp;
    }

    ServerAccess imap() {
        return imap;
    }

    int dailyLimit() {
        return dailyLimit;
    }

    int minGapSeconds() {
        return minGapSeconds;
    }

    MailboxStatus status() {
        return MailboxStatus.of(status);
    }

    Instant lastCheckAt() {
        return lastCheckAt;
    }

    @Nullable
    String lastCheckProblem() {
        return lastCheckProblem;
    }

    @Nullable
    String lastCheckDetail() {
        return lastCheckDetail;
    }

    Instant createdAt() {
        return createdAt;
    }
}
