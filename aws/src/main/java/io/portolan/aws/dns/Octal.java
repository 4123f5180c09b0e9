package io.portolan.aws.dns;

/** Names as Route 53 gives them: all but letters, digits, hyphens and underscores as an octal escape ({@code \052} for {@code *}). */
final class Octal {
    private Octal() {}

    /** Input: {@code \052.shop.example.}. After: {@code *.shop.example.}. */
    static String decoded(String name) {
        if (name.indexOf('\\') < 0) {
            return name;
        }
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\'
                    && i + 3 < name.length()
                    && name.substring(i + 1, i + 4).matches("[0-3][0-7]{2}")) {
                text.append((char) Integer.parseInt(name.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
