package org.billhook.demo;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.billhook.harness.Books;
import org.billhook.harness.Dice;

/** Made-up working time: the same on every machine and every day. */
final class SampleWork {

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 31);

    private static final long SEED = 20_260_105L;
    private static final String[] PEOPLE = {
        "adams", "berg", "costa", "dubois", "eklund", "farkas", "gruber", "haddad", "ito", "jansen", "kowalski", "lopez"
    };
    private static final String[] ACTIVITIES = {
        "CONSULTING", "DEVELOPMENT", "DEVELOPMENT", "DEVELOPMENT", "TESTING", "TRAVEL"
    };
    private static final String[] DONE = {
        "Workshop with the customer",
        "Draft",
        "Review",
        "Implementation",
        "Correction",
        "Test",
        "Documentation",
        "Meeting"
    };

    private SampleWork() {}

    static List<Books.Time> postings(int count) {
        Dice dice = new Dice(SEED);
        List<SampleProject> projects = SampleProject.all();
        List<Books.Time> postings = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            SampleProject project = projects.get(dice.below(projects.size()));
            SampleProject.Package done =
                    project.packages().get(dice.below(project.packages().size()));
            postings.add(new Books.Time(
                    "T-%05d".formatted(i),
                    done.key(),
                    workday(dice),
                    dice.oneOf(PEOPLE),
                    dice.oneOf(ACTIVITIES),
                    BigDecimal.valueOf(25L * (1 + dice.below(32)), 2),
                    "%s: %s".formatted(done.name(), dice.oneOf(DONE))));
        }
        return postings;
    }

    private static LocalDate workday(Dice dice) {
        int days = (int) (LAST_DAY.toEpochDay() - FIRST_DAY.toEpochDay()) + 1;
        LocalDate day = FIRST_DAY.plusDays(dice.below(days));
        return day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()
                ? day.minusDays(day.getDayOfWeek().getValue() - DayOfWeek.FRIDAY.getValue())
                : day;
    }
}
