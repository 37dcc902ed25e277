/** What recipients do with a mail: open, click, unsubscribe, answer, or have it reported undeliverable later. Only links on the platform are ever fetched. */
@NullMarked
package com.penguinmails.mailworld.reaction;

import org.jspecify.annotations.NullMarked;
