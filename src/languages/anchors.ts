/** Anchors that front ends share. Words in them are bounded: a file may be one word of two megabytes. */

/** An IPv4 address; no part of a longer number with dots. */
export const dottedQuad = /(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w.]*\.\d)/;

/** The loopback in a text or a URL; much of what speaks of it only speaks. */
export const localhost = /["'`/@=]localhost/;

/** What a template puts before a colon, and a port or another hole behind it. */
export const filledAddress = /\}\]?:[\d$%{]|\$\(\w{1,60}\):\d|\$[A-Z][A-Z0-9_]*:[\d$]/;

/** Services of Compose, which may stand in a file of any name. */
export const composeServices = /(?:^|[\n\r])["']?services["']?[ \t]*:/;
