#include "resolve/chinese_calendar.hpp"

#include <gtest/gtest.h>
#include <unicode/calendar.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>

#include <map>
#include <memory>
#include <string>
#include <tuple>

namespace zhailu::resolve {
namespace {

struct Row {
  std::string day;
  LunarDay lunar;
};

// New Year's days and leap months as proclaimed (Purple Mountain Observatory, Hong Kong Observatory).
TEST(ChineseCalendar, KnownDays) {
  const Row rows[] = {
      {"1900-01-31", {1900, 1, 1, false}},
      {"1911-10-10", {1911, 8, 19, false}},
      {"1949-10-01", {1949, 8, 10, false}},
      {"1976-10-01", {1976, 8, 8, true}},
      {"1984-11-23", {1984, 10, 1, true}},
      {"2001-05-23", {2001, 4, 1, true}},
      {"2006-08-24", {2006, 7, 1, true}},
      {"2008-02-07", {2008, 1, 1, false}},
      {"2016-10-10", {2016, 9, 10, false}},
      {"2017-07-23", {2017, 6, 1, true}},
      {"2018-02-08", {2017, 12, 23, false}},
      {"2018-02-16", {2018, 1, 1, false}},
      {"2019-10-07", {2019, 9, 9, false}},
      {"2020-02-08", {2020, 1, 15, false}},
      {"2020-05-23", {2020, 4, 1, true}},
      {"2020-06-25", {2020, 5, 5, false}},
      {"2022-06-03", {2022, 5, 5, false}},
      {"2023-01-22", {2023, 1, 1, false}},
      {"2023-03-22", {2023, 2, 1, true}},
      {"2024-02-10", {2024, 1, 1, false}},
      {"2025-07-25", {2025, 6, 1, true}},
      {"2026-02-17", {2026, 1, 1, false}},
      {"2033-12-22", {2033, 11, 1, true}},
      {"2034-02-19", {2034, 1, 1, false}},
      {"2057-09-28", {2057, 9, 1, false}},
      {"2100-02-09", {2100, 1, 1, false}},
      {"2101-01-28", {2100, 12, 29, false}},
      // Beijing time (not 120 degrees East) before 1929.
      {"1914-11-17", {1914, 10, 1, false}},
      {"1916-02-03", {1916, 1, 1, false}},
      {"1920-11-10", {1920, 10, 1, false}},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(day_to_lunar(*parse_iso(row.day)), row.lunar) << row.day;
    EXPECT_EQ(lunar_to_day(row.lunar), parse_iso(row.day)) << row.day;
  }
}

TEST(ChineseCalendar, EveryDayThereAndBack) {
  const std::int64_t last = day_number({2101, 1, 28});
  for (std::int64_t number = day_number({1900, 1, 31}); number <= last; ++number) {
    const auto lunar = day_to_lunar(*day_of_number(number));
    ASSERT_TRUE(lunar) << number;
    ASSERT_EQ(lunar_to_day(*lunar), day_of_number(number)) << number;
  }
}

TEST(ChineseCalendar, DaysOutsideTheTableOrTheYearAreNone) {
  EXPECT_EQ(day_to_lunar({1900, 1, 30}), std::nullopt);
  EXPECT_EQ(day_to_lunar({2101, 1, 29}), std::nullopt);
  EXPECT_EQ(day_to_lunar({2020, 2, 30}), std::nullopt);
  for (const LunarDay& lunar :
       {LunarDay{1899, 1, 1, false}, LunarDay{2101, 1, 1, false}, LunarDay{2020, 13, 1, false},
        LunarDay{2020, 1, 31, false}, LunarDay{2020, 5, 1, true}, LunarDay{2019, 4, 1, true},
        LunarDay{2020, 0, 1, false}, LunarDay{2020, 1, 30, false}}) {
    EXPECT_EQ(lunar_to_day(lunar), std::nullopt)
        << lunar.year << "-" << lunar.month << "-" << lunar.day;
  }
}

// ICU's calendar (72) is a second, independent source. Its astronomy is coarse: these are all the runs of
// days in which it differs, each from a new moon near midnight (or a leap month it misplaces).
TEST(ChineseCalendar, DiffersFromIcuOnlyWhereIcuIsKnownToBeWrong) {
  const std::map<std::string, int> known = {
      {"1917-03-23", 59}, {"1922-06-25", 59}, {"1954-02-03", 30}, {"1955-02-22", 30},
      {"1987-07-26", 59}, {"1999-01-17", 30}, {"2012-08-17", 30}, {"2018-11-07", 30},
      {"2027-02-06", 30}, {"2030-02-02", 30}, {"2057-09-28", 30}, {"2070-03-12", 30}};
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> oracle(icu::Calendar::createInstance(
      icu::TimeZone::createTimeZone("GMT+8"), icu::Locale("zh@calendar=chinese"), status));
  ASSERT_TRUE(U_SUCCESS(status));
  const auto oracle_day = [&](std::int64_t number) {
    oracle->setTime(static_cast<double>(number) * 86400000.0 + 4 * 3600000.0, status);
    return std::tuple(oracle->get(UCAL_MONTH, status) + 1, oracle->get(UCAL_DATE, status),
                      oracle->get(UCAL_IS_LEAP_MONTH, status) != 0);
  };
  std::map<std::string, int> found;
  std::string run;
  for (std::int64_t number = day_number({1900, 1, 31}); number <= day_number({2101, 1, 28});
       ++number) {
    const auto ours = day_to_lunar(*day_of_number(number));
    ASSERT_TRUE(ours);
    const bool same = std::tuple(ours->month, ours->day, ours->leap) == oracle_day(number);
    if (same) run.clear();
    if (!same && run.empty()) run = format_iso(*day_of_number(number));
    if (!same) ++found[run];
  }
  EXPECT_EQ(found, known);
}

TEST(ChineseCalendar, KnownSolarTerms) {
  struct Term {
    int year, index;
    const char* day;
  };
  const Term terms[] = {
      {2018, 6, "2018-04-05"},  {2024, 6, "2024-04-04"},  {2020, 6, "2020-04-04"},
      {2021, 2, "2021-02-03"},  {2025, 2, "2025-02-03"},  {2020, 22, "2020-12-07"},
      {2008, 9, "2008-05-21"},  {2022, 11, "2022-06-21"}, {2021, 23, "2021-12-21"},
      {2019, 23, "2019-12-22"}, {1900, 0, "1900-01-06"},  {2100, 23, "2100-12-22"},
      {2023, 15, "2023-08-23"}, {2013, 4, "2013-03-05"}};
  for (const Term& term : terms)
    EXPECT_EQ(solar_term(term.year, term.index), parse_iso(term.day)) << term.day;
  EXPECT_EQ(solar_term(1899, 6), std::nullopt);
  EXPECT_EQ(solar_term(2101, 6), std::nullopt);
  EXPECT_EQ(solar_term(2020, 24), std::nullopt);
}

TEST(ChineseCalendar, TermsOfAYearAreInOrder) {
  for (int year = 1900; year <= 2100; ++year) {
    for (int index = 1; index < 24; ++index) {
      const auto days =
          day_number(*solar_term(year, index)) - day_number(*solar_term(year, index - 1));
      ASSERT_TRUE(days >= 14 && days <= 16) << year << " " << index;
    }
  }
}

}  // namespace
}  // namespace zhailu::resolve
