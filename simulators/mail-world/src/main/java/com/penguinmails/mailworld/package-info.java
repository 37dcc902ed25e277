/** The world's mail servers, in one small process: an honest stand-in that real mail is sent to. Start it with {@link com.penguinmails.mailworld.MailWorld#start}, or as a process with {@link com.penguinmails.mailworld.MailWorldMain}. */
@NullMarked
package com.penguinmails.mailworld;

import org.jspecify.annotations.NullMarked;
