/** What the world saw: every accepted mail, every refusal, every reaction, in one order. The ledger is what the platform's own figures are compared with, so it is written before the answer is sent. */
@NullMarked
package com.penguinmails.mailworld.ledger;

import org.jspecify.annotations.NullMarked;
