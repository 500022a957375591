/** PostgreSQL has no text with U+0000 or half a character: nothing goes by such a name. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");
