package com.penguinmails.user.token;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.user.token.KeyRotation.KeyView;
import com.penguinmails.web.CursorPage;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For operators: the keys that sign, and a change of them before its time. Private parts are shown to nobody. */
@RestController
@RequestMapping("/api/v1/platform/signing-keys")
@RequiresPermission(PlatformPermissions.KEYS_MANAGE)
class SigningKeyController {

    private final KeyRotation rotation;

    SigningKeyController(KeyRotation rotation) {
        this.rotation = rotation;
    }

    /** There are never more than a handful, so this is always the one page. */
    @GetMapping
    CursorPage<KeyView> list() {
        return new CursorPage<>(rotation.all(), null);
    }

    /** Repeating it changes nothing more. */
    @PostMapping("/rotate")
    @RecentSignIn
    KeyView rotate(CurrentUser user) {
        return rotation.rotate(user.userId());
    }

    @DeleteMapping("/{id}")
    @RecentSignIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(CurrentUser user, @PathVariable String id) {
        rotation.withdraw(user.userId(), id);
    }
}
