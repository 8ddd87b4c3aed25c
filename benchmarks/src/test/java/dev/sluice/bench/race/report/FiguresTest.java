package dev.sluice.bench.race.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public final class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00123456, 0.00123",
    "0.5, 0.500",
    "12.345, 12.3",
    "1234.5, '1,235'",
    "772386, '772,386'"
  })
  void three_digits_mean_something(double number, String text) {
    assertThat(Figures.of(number)).isEqualTo(text);
  }

  @Test
  void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    Spread spread = Spread.of(List.of(4, 1, 3, 8), Integer::doubleValue);

    assertThat(spread).isEqualTo(new Spread(1, 3.5, 8));
    assertThat(Figures.of(spread)).isEqualTo("3.50 (1.00–8.00)");
  }

  @Test
  void a_single_figure_has_no_ends() {
    assertThat(Figures.of(Spread.of(List.of(7), Integer::doubleValue))).isEqualTo("7.00");
  }
}
