/** A small DNS zone of TXT records and the check of DKIM signatures (RFC 6376) against it. Nothing is ever looked up in the real DNS. */
@NullMarked
package com.penguinmails.mailworld.dkim;

import org.jspecify.annotations.NullMarked;
