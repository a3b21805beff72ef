#include "resolve/chinese_calendar.hpp"

#include <array>
#include <cstdint>

namespace zhailu::resolve {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;
constexpr std::size_t kYears = kLastYear - kFirstYear + 1;

// A lunar year: bit i (0 … 12) is set when its month at place i has 30 days, else 29; bits 13 … 16 the
// number of the month that is doubled, or 0; bits 17 … its first day in days behind 1 January.
constexpr std::array<std::uint32_t, kYears> kLunarYears{
    0x3D16D2, 0x620752, 0x4C0EA5, 0x38B64A, 0x5C064B, 0x440A9B, 0x309556, 0x56056A, 0x400B59,
    0x2A5752, 0x500752, 0x3ADB25, 0x600B25, 0x480A4B, 0x32B4AB, 0x5802AD, 0x42056B, 0x2C4B69,
    0x520DA9, 0x3EFD92, 0x640E92, 0x4C0D25, 0x36BA4D, 0x5C0A56, 0x4602B6, 0x2E95B5, 0x5606D4,
    0x400EA9, 0x2C5E92, 0x500E92, 0x3ACD26, 0x5E052B, 0x480A57, 0x32B2B6, 0x580B5A, 0x4406D4,
    0x2E6EC9, 0x520749, 0x3CF693, 0x620A93, 0x4C052B, 0x34CA5B, 0x5A0AAD, 0x46056A, 0x309B55,
    0x560BA4, 0x400B49, 0x2A5A93, 0x500A95, 0x38F52D, 0x5E0536, 0x480AAD, 0x34B5AA, 0x5805B2,
    0x420DA5, 0x2E7D4A, 0x540D4A, 0x3D0A95, 0x600A97, 0x4C0556, 0x36CAB5, 0x5A0AD5, 0x4606D2,
    0x308EA5, 0x560EA5, 0x40064A, 0x286C97, 0x4E0A9B, 0x3AF55A, 0x5E056A, 0x480B69, 0x34B752,
    0x5A0B52, 0x420B25, 0x2C964B, 0x520A4B, 0x3D14AB, 0x6002AD, 0x4A056D, 0x36CB69, 0x5C0DA9,
    0x460D92, 0x309D25, 0x560D25, 0x415A4D, 0x640A56, 0x4E02B6, 0x38C5B5, 0x5E06D5, 0x480EA9,
    0x34BE92, 0x5A0E92, 0x440D26, 0x2C6A56, 0x500A57, 0x3D14D6, 0x62035A, 0x4A06D5, 0x36B6C9,
    0x5C0749, 0x460693, 0x2E952B, 0x54052B, 0x3E0A5B, 0x2A555A, 0x4E056A, 0x38FB55, 0x600BA4,
    0x4A0B49, 0x32BA93, 0x580A95, 0x42052D, 0x2C8AAD, 0x500AB5, 0x3D35AA, 0x6205D2, 0x4C0DA5,
    0x36DD4A, 0x5C0D4A, 0x460C95, 0x30952E, 0x540556, 0x3E0AB5, 0x2A55B2, 0x5006D2, 0x38CEA5,
    0x5E0725, 0x48064B, 0x32AC97, 0x560CAB, 0x42055A, 0x2C6AD6, 0x520B69, 0x3D7752, 0x620B52,
    0x4C0B25, 0x36DA4B, 0x5A0A4B, 0x4404AB, 0x2EA55B, 0x5405AD, 0x3E0B6A, 0x2A5B52, 0x500D92,
    0x3AFD25, 0x5E0D25, 0x480A55, 0x32B4AD, 0x5804B6, 0x4005B5, 0x2C6DAA, 0x520EC9, 0x3F1E92,
    0x620E92, 0x4C0D26, 0x36CA56, 0x5A0A57, 0x440556, 0x2E86D5, 0x540755, 0x400749, 0x286E93,
    0x4E0693, 0x38F52B, 0x5E052B, 0x460A5B, 0x32B55A, 0x58056A, 0x420B65, 0x2C974A, 0x520B4A,
    0x3D1A95, 0x620A95, 0x4A052D, 0x34CAAD, 0x5A0AB5, 0x4605AA, 0x2E8BA5, 0x540DA5, 0x400D4A,
    0x2A7C95, 0x4E0C96, 0x38F94E, 0x5E0556, 0x480AB5, 0x32B5B2, 0x5806D2, 0x420EA5, 0x2E8E4A,
    0x50068B, 0x3B0C97, 0x6004AB, 0x4A055B, 0x34CAD6, 0x5A0B6A, 0x460752, 0x309725, 0x540B45,
    0x3E0A8B, 0x28549B, 0x4E04AB,
};

// A solar term falls on the first day given here or up to three days later: bits 2i, 2i + 1 of a year.
constexpr std::array<int, 24> kTermBase{4, 19, 3, 18, 4, 19, 4, 19, 4, 20, 4, 20,
                                        6, 22, 6, 22, 6, 22, 7, 22, 6, 21, 6, 21};
constexpr std::array<std::uint64_t, kYears> kTermDelays{
    0x5AA665A65A56, 0x6AAAA6AA9A5A, 0xAAAAAABAAA6A, 0xAAABBABBAFAA, 0x5AA665A65AAB, 0x6AAAA6AA9A5A,
    0xAAAAAAAAAA6A, 0xAAABBABBAFAA, 0x5AA665A65AAB, 0x6AAAA6AA9A5A, 0xAAAAAAAAAA6A, 0xAAABBABBAFAA,
    0x56A665A65AAB, 0x6AA6A6AA9A56, 0xAAAAAAAA9A5A, 0xAAABAABAAEAA, 0x569665A65AAA, 0x6AA6A6A69A56,
    0x6AAAAAAA9A5A, 0xAAABAABAAEAA, 0x569665A65AAA, 0x5AA6A6A65A56, 0x6AAAAAAA9A5A, 0xAAABAABAAA6A,
    0x569665A65AAA, 0x5AA6A6A65A56, 0x6AAAA6AA9A5A, 0xAAABAABAAA6A, 0x555665A65AAA, 0x5AA665A65A56,
    0x6AAAA6AA9A5A, 0xAAAAAABAAA6A, 0x555665665AAA, 0x5AA665A65A56, 0x6AAAA6AA9A5A, 0xAAAAAAAAAA6A,
    0x555665665AAA, 0x5AA665A65A56, 0x6AAAA6AA9A5A, 0xAAAAAAAAAA6A, 0x555665665AAA, 0x5AA665A65A56,
    0x6AAAA6AA9A5A, 0xAAAAAAAAAA6A, 0x555665655AAA, 0x569665A65A56, 0x6AA6A6AA9A56, 0xAAAAAAAA9A5A,
    0x5556556559AA, 0x569665A65A55, 0x6AA6A6A65A56, 0xAAAAAAAA9A5A, 0x5556556559AA, 0x569665A65A55,
    0x5AA6A6A65A56, 0x6AAAA6AA9A5A, 0x5556556555AA, 0x569665A65A55, 0x5AA665A65A56, 0x6AAAA6AA9A5A,
    0x55555565556A, 0x555665665A55, 0x5AA665A65A56, 0x6AAAA6AA9A5A, 0x55555565556A, 0x555665665A55,
    0x5AA665A65A56, 0x6AAAA6AA9A5A, 0x55555555556A, 0x555665665A55, 0x5AA665A65A56, 0x6AAAA6AA9A5A,
    0x55555555556A, 0x555665655A55, 0x5AA665A65A56, 0x6AA6A6AA9A5A, 0x55555555456A, 0x555655655A55,
    0x5A9665A65A56, 0x6AA6A6A69A56, 0x55555555456A, 0x555655655A55, 0x569665A65A56, 0x6AA6A6A65A56,
    0x55555155455A, 0x555655655955, 0x569665A65A55, 0x5AA6A5A65A56, 0x15555155455A, 0x555555655555,
    0x569665665A55, 0x5AA665A65A56, 0x15555155455A, 0x555555655515, 0x555665665A55, 0x5AA665A65A56,
    0x15555155455A, 0x555555555515, 0x555665665A55, 0x5AA665A65A56, 0x15555155455A, 0x555555555515,
    0x555665665A55, 0x5AA665A65A56, 0x15555155455A, 0x555555555515, 0x555655655A55, 0x5AA665A65A56,
    0x15515155455A, 0x555555554515, 0x555655655A55, 0x5A9665A65A56, 0x15515151455A, 0x555551554515,
    0x555655655A55, 0x569665A65A56, 0x155151510556, 0x555551554505, 0x555655655955, 0x569665665A55,
    0x155110510556, 0x155551554505, 0x555555655555, 0x569665665A55, 0x055110510556, 0x155551554505,
    0x555555555515, 0x555665665A55, 0x055110510556, 0x155551554505, 0x555555555515, 0x555665665A55,
    0x055110510556, 0x155551554505, 0x555555555515, 0x555655655A55, 0x055110510556, 0x155551554505,
    0x555555555515, 0x555655655A55, 0x055110510556, 0x155151514505, 0x555555554515, 0x555655655A55,
    0x054110510556, 0x155151510505, 0x555551554515, 0x555655655A55, 0x014110110556, 0x155110510501,
    0x555551554505, 0x555555655555, 0x014110110555, 0x155110510501, 0x555551554505, 0x555555555555,
    0x014110110555, 0x055110510501, 0x155551554505, 0x555555555555, 0x000110110555, 0x055110510501,
    0x155551554505, 0x555555555515, 0x000110110555, 0x055110510501, 0x155551554505, 0x555555555515,
    0x000100100555, 0x055110510501, 0x155151514505, 0x555555555515, 0x000100100555, 0x054110510501,
    0x155151514505, 0x555551554515, 0x000100100555, 0x054110510501, 0x155150510505, 0x555551554515,
    0x000100100555, 0x014110110501, 0x155110510505, 0x555551554505, 0x000000100055, 0x014110110500,
    0x155110510501, 0x555551554505, 0x000000000055, 0x014110110500, 0x055110510501, 0x155551554505,
    0x000000000055, 0x000110110500, 0x055110510501, 0x155551554505, 0x000000000015, 0x000100110500,
    0x055110510501, 0x155551554505, 0x555555555515,
};

bool in_table(int year) { return year >= kFirstYear && year <= kLastYear; }

std::uint32_t lunar_year(int year) {
  return kLunarYears.at(static_cast<std::size_t>(year - kFirstYear));
}

int leap_month(std::uint32_t bits) { return static_cast<int>(bits >> 13 & 0xF); }

int month_days(std::uint32_t bits, int place) { return (bits >> place & 1) != 0 ? 30 : 29; }

std::int64_t new_year(int year) {
  return day_number({year, 1, 1}) + static_cast<std::int64_t>(lunar_year(year) >> 17);
}

// The place of a month in its year, from 0; none when the year has no such month.
std::optional<int> place_of_month(std::uint32_t bits, const LunarDay& lunar) {
  const int leap = leap_month(bits);
  if (lunar.month < 1 || lunar.month > 12 || (lunar.leap && leap != lunar.month)) {
    return std::nullopt;
  }
  const bool behind_leap = leap != 0 && (lunar.month > leap || lunar.leap);
  return lunar.month - 1 + (behind_leap ? 1 : 0);
}

LunarDay lunar_of_place(int year, int place, int day) {
  const int leap = leap_month(lunar_year(year));
  const bool is_leap = leap != 0 && place == leap;
  const int month = leap != 0 && place >= leap ? place : place + 1;
  return {year, month, day, is_leap};
}

}  // namespace

std::optional<Day> lunar_to_day(const LunarDay& lunar) {
  if (!in_table(lunar.year)) return std::nullopt;
  const std::uint32_t bits = lunar_year(lunar.year);
  const auto place = place_of_month(bits, lunar);
  if (!place || lunar.day < 1 || lunar.day > month_days(bits, *place)) return std::nullopt;
  std::int64_t number = new_year(lunar.year) + lunar.day - 1;
  for (int i = 0; i < *place; ++i) number += month_days(bits, i);
  return day_of_number(number);
}

std::optional<LunarDay> day_to_lunar(const Day& day) {
  if (!exists(day)) return std::nullopt;
  int year = day.year;
  if (!in_table(year) || day_number(day) < new_year(year)) --year;
  if (!in_table(year)) return std::nullopt;
  const std::uint32_t bits = lunar_year(year);
  const int months = leap_month(bits) != 0 ? 13 : 12;
  std::int64_t rest = day_number(day) - new_year(year);
  for (int place = 0; place < months; ++place) {
    if (rest < month_days(bits, place)) {
      return lunar_of_place(year, place, static_cast<int>(rest) + 1);
    }
    rest -= month_days(bits, place);
  }
  return std::nullopt;
}

std::optional<Day> solar_term(int year, int index) {
  if (!in_table(year) || index < 0 || index > 23) return std::nullopt;
  const std::uint64_t delays = kTermDelays.at(static_cast<std::size_t>(year - kFirstYear));
  const auto delay = static_cast<int>(delays >> (2 * index) & 3);
  return Day{year, index / 2 + 1, kTermBase.at(static_cast<std::size_t>(index)) + delay};
}

}  // namespace zhailu::resolve
