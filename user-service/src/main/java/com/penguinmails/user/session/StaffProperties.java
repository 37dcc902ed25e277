package com.penguinmails.user.session;

import com.penguinmails.kernel.EmailAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may become the first operator of the platform.
 *
 * @param operators mail addresses; they count only when proved, and only while the platform has no active super_admin
 */
@ConfigurationProperties("penguinmails.staff")
record StaffProperties(@DefaultValue List<String> operators) {

    /** @throws IllegalStateException when one of them is no address: a typing error would otherwise lock everybody out in silence */
    Set<EmailAddress> addresses() {
        return operators.stream()
                .map(text -> EmailAddress.parse(text)
                        .orElseThrow(() -> new IllegalStateException(
                                "PLATFORM_OPERATORS holds \"" + text + "\", which is no mail address")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
