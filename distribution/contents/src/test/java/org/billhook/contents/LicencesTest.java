package org.billhook.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://www.apache.org/licenses/LICENSE-2.0.html | Apache-2.0
                    The Apache Software License, Version 2.0 | Apache-2.0
                    http://www.eclipse.org/legal/epl-2.0 | EPL-2.0
                    Eclipse Public License - v 1.0 | EPL-1.0
                    http://www.eclipse.org/org/documents/edl-v10.php | BSD-3-Clause
                    BSD-3-Clause;link=https://asm.ow2.io/LICENSE.txt | BSD-3-Clause
                    http://www.opensource.org/licenses/bsd-license.php | BSD-2-Clause
                    MIT License | MIT
                    https://www.gnu.org/software/classpath/license.html | GPL-2.0-with-classpath-exception
                    GNU Lesser General Public License | LGPL-2.1-or-later
                    GNU General Public License, version 3 | GPL
                    FSL-1.1-ALv2 | FSL-1.1-ALv2
                    """)
    void wordsAreReadAsOneLicence(String words, String id) {
        assertThat(Licences.id(words)).isEqualTo(id);
    }

    @Test
    void whatThePersonReadCountsOnlyWhereTheJarIsSilent() {
        assertThat(Licences.of("de.siegmar", "fastcsv", List.of())).containsExactly("MIT");
        assertThat(Licences.of("de.siegmar", "fastcsv", List.of("GPL-3.0"))).containsExactly("GPL");
        assertThat(Licences.of("org.example", "unknown", List.of())).isEmpty();
    }
}
