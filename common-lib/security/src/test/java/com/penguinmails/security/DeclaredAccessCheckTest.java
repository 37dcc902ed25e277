package com.penguinmails.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

class DeclaredAccessCheckTest {

    private static final String PLATFORM = "/api/v1/platform/system/queues";

    static final class Endpoints {

        @RequiresPermission(PlatformPermissions.QUEUE_READ)
        void forOperators() {}

        @RequiresPermission("campaign:send")
        void forTenants() {}

        @AnyUser
        void forAnybodySignedIn() {}

        @PublicEndpoint
        void forAnybody() {}

        void forgotten() {}

        @AnyUser
        @PublicEndpoint
        void undecided() {}
    }

    @Test
    void whatOperatorsMayDoLiesOnTheirPaths() {
        assertThatCode(() -> check("forOperators", PLATFORM)).doesNotThrowAnyException();
        assertThatCode(() -> check("forTenants", "/api/v1/campaigns")).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("forOperators", "/api/v1/queues"))
                .hasMessageContaining("forOperators")
                .hasMessageContaining("must begin with /api/v1/platform/");
        assertThatThrownBy(() -> check("forOperators", PLATFORM, "/api/v1/queues"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void andNothingElseDoes() {
        for (String method : Set.of("forTenants", "forAnybodySignedIn", "forAnybody")) {
            assertThatThrownBy(() -> check(method, PLATFORM))
                    .hasMessageContaining("must ask for a platform permission");
        }
    }

    @Test
    void oneDeclarationIsNeededAndOneIsEnough() {
        assertThatThrownBy(() -> check("forgotten", "/x")).hasMessageContaining("not 0");
        assertThatThrownBy(() -> check("undecided", "/x")).hasMessageContaining("not 2");
    }

    private static void check(String method, String... patterns) throws NoSuchMethodException {
        DeclaredAccessCheck.check(
                Set.of(patterns), new HandlerMethod(new Endpoints(), Endpoints.class.getDeclaredMethod(method)));
    }
}
