package org.billhook.engine.internal.runs;

import java.io.Serializable;
import java.util.Comparator;

/** Orders keys as people number documents: runs of digits by their value, so item 9 comes before item 10 (O-44). */
final class KeyOrder implements Comparator<String>, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endA = token(a, i);
            int endB = token(b, j);
            int result = tokens(a.substring(i, endA), b.substring(j, endB));
            if (result != 0) {
                return result;
            }
            i = endA;
            j = endB;
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    private static int tokens(String a, String b) {
        if (!digit(a.charAt(0)) || !digit(b.charAt(0))) {
            return a.compareTo(b);
        }
        String x = withoutZeros(a);
        String y = withoutZeros(b);
        return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
    }

    private static String withoutZeros(String digits) {
        int i = 0;
        while (i < digits.length() - 1 && digits.charAt(i) == '0') {
            i++;
        }
        return digits.substring(i);
    }

    private static int token(String key, int from) {
        int end = from + 1;
        if (digit(key.charAt(from))) {
            while (end < key.length() && digit(key.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
