package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.contracts.email.TemplateRendering.RenderedTemplate;
import com.penguinmails.email.content.ContentStore;
import com.penguinmails.email.content.SnapshotMail;
import com.penguinmails.email.links.MessageLinks;
import com.penguinmails.email.outbound.MessageRows.Draft;
import com.penguinmails.email.rendering.MailTemplate;
import com.penguinmails.email.rendering.MessageUrls;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes of a message what a worker can send. */
@Component
class EnvelopeMaker {

    private final ContentStore contents;
    private final MessageLinks links;

    EnvelopeMaker(ContentStore contents, MessageLinks links) {
        this.contents = contents;
        this.links = links;
    }

    Envelope make(Draft draft) {
        try {
            Optional<SnapshotMail> mail = contents.mail(draft.contentId());
            return mail.isPresent()
                    ? new Envelope.Sealed(ready(draft, mail.get()))
                    : new Envelope.Impossible("its content is gone");
        } catch (MailTemplate.TooLarge large) {
            return new Envelope.Impossible(String.valueOf(large.getMessage()));
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID) {
                throw refused;
            }
            // Content that an earlier release took and this one does not.
            return new Envelope.Impossible("its template cannot be rendered: "
                    + refused.items().getFirst().message());
        }
    }

    private Prepared.Ready ready(Draft draft, SnapshotMail mail) {
        TenantId tenant = TenantScope.current();
        UUID id = draft.ref().id();
        var urls = new Urls(tenant, id);
        RenderedTemplate rendered = mail.template().render(draft.fields(), urls);
        return new Prepared.Ready(
                id,
                draft.ref().mailboxId(),
                draft.rfcMessageId(),
                draft.mailboxAddress(),
                draft.mailboxAddress(),
                mail.fromName(),
                draft.recipient(),
                rendered.subject(),
                rendered.html(),
                rendered.text(),
                urls.unsubscribe(),
                MessageIdentity.feedbackId(draft.ref().campaignId(), tenant));
    }

    private final class Urls implements MessageUrls {

        private final TenantId tenant;
        private final UUID message;
        private final String unsubscribe;

        Urls(TenantId tenant, UUID message) {
            this.tenant = tenant;
            this.message = message;
            this.unsubscribe = links.unsubscribe(tenant, message);
        }

        @Override
        public String open() {
            return links.open(tenant, message);
        }

        @Override
        public String click(int link) {
            return links.click(tenant, message, link);
        }

        @Override
        public String unsubscribe() {
            return unsubscribe;
        }
    }
}
