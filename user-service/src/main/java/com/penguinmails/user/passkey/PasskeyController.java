package com.penguinmails.user.passkey;

import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.security.PublicEndpoint;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.user.passkey.PasskeyTable.PasskeyView;
import com.penguinmails.web.CursorPage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** A person's passkeys. Adding one twice is refused by its own id, so there is no Idempotency-Key. */
@RestController
class PasskeyController {

    private final Passkeys passkeys;
    private final JsonMapper json;

    PasskeyController(Passkeys passkeys, JsonMapper json) {
        this.passkeys = passkeys;
        this.json = json;
    }

    /** @param credential {@code RegistrationResponseJSON}, as {@code credential.toJSON()} gives it in a browser */
    record AddRequest(
            @NotBlank
            @Size(max = 100)
            @Pattern(regexp = "[^\\p{Cc}\\p{Zl}\\p{Zp}]*", message = "must be one line of text")
            String name,

            @NotNull Map<String, Object> credential) {

        @Override
        public String toString() {
            return "AddRequest[]";
        }
    }

    @PostMapping("/api/v1/users/me/passkeys/options")
    @AnyUser
    @RecentSignIn
    @OwnSignIn
    ResponseEntity<CreationOptions> beginAdding(CurrentUser user) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(passkeys.beginAdding(user.userId()));
    }

    @PostMapping("/api/v1/users/me/passkeys")
    @AnyUser
    @RecentSignIn
    @OwnSignIn
    @ResponseStatus(HttpStatus.CREATED)
    PasskeyView add(CurrentUser user, @Valid @RequestBody AddRequest request) {
        return passkeys.add(user.userId(), request.name().strip(), json.writeValueAsString(request.credential()));
    }

    /** There are at most twenty, so this is always the one page. */
    @GetMapping("/api/v1/users/me/passkeys")
    @AnyUser
    CursorPage<PasskeyView> list(CurrentUser user) {
        return new CursorPage<>(passkeys.of(user.userId()), null);
    }

    @DeleteMapping("/api/v1/users/me/passkeys/{id}")
    @AnyUser
    @RecentSignIn
    @OwnSignIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentUser user, @PathVariable UUID id) {
        passkeys.remove(user.userId(), user.sessionId(), id);
    }

    @PostMapping("/api/v1/auth/passkey/options")
    @PublicEndpoint
    ResponseEntity<RequestOptions> beginSigning() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(passkeys.beginSigning());
    }
}
