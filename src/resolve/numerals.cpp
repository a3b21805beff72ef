#include "resolve/numerals.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/utf8.hpp"

namespace zhailu::resolve {
namespace {

constexpr std::int64_t kMost = 1'000'000'000'000'000;

enum class Kind : std::uint8_t { kDigit, kTens, kUnit, kGroup, kPoint, kComma, kOther };

// One character of a number. kTens: 廿 卅 卌, a digit and its unit in one; kGroup: 万 亿.
struct Token {
  Kind kind = Kind::kOther;
  std::int64_t value = 0;
  bool han = false;
};

struct Numeral {
  char32_t character;
  Kind kind;
  std::int64_t value;
};

// GB/T 15835 (small and large numerals), and the round zeros of typed and scanned texts.
constexpr std::array kNumerals{
    Numeral{U'〇', Kind::kDigit, 0},      Numeral{U'○', Kind::kDigit, 0},
    Numeral{U'零', Kind::kDigit, 0},      Numeral{U'◯', Kind::kDigit, 0},
    Numeral{U'О', Kind::kDigit, 0},       Numeral{U'Ο', Kind::kDigit, 0},
    Numeral{U'一', Kind::kDigit, 1},      Numeral{U'二', Kind::kDigit, 2},
    Numeral{U'三', Kind::kDigit, 3},      Numeral{U'四', Kind::kDigit, 4},
    Numeral{U'五', Kind::kDigit, 5},      Numeral{U'六', Kind::kDigit, 6},
    Numeral{U'七', Kind::kDigit, 7},      Numeral{U'八', Kind::kDigit, 8},
    Numeral{U'九', Kind::kDigit, 9},      Numeral{U'两', Kind::kDigit, 2},
    Numeral{U'壹', Kind::kDigit, 1},      Numeral{U'贰', Kind::kDigit, 2},
    Numeral{U'叁', Kind::kDigit, 3},      Numeral{U'肆', Kind::kDigit, 4},
    Numeral{U'伍', Kind::kDigit, 5},      Numeral{U'陆', Kind::kDigit, 6},
    Numeral{U'柒', Kind::kDigit, 7},      Numeral{U'捌', Kind::kDigit, 8},
    Numeral{U'玖', Kind::kDigit, 9},      Numeral{U'廿', Kind::kTens, 20},
    Numeral{U'卅', Kind::kTens, 30},      Numeral{U'卌', Kind::kTens, 40},
    Numeral{U'十', Kind::kUnit, 10},      Numeral{U'拾', Kind::kUnit, 10},
    Numeral{U'百', Kind::kUnit, 100},     Numeral{U'佰', Kind::kUnit, 100},
    Numeral{U'千', Kind::kUnit, 1000},    Numeral{U'仟', Kind::kUnit, 1000},
    Numeral{U'万', Kind::kGroup, 10'000}, Numeral{U'亿', Kind::kGroup, 100'000'000},
};

Token token_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return {Kind::kDigit, static_cast<std::int64_t>(c - U'0'), false};
  if (c == U'O' || c == U'o') return {Kind::kDigit, 0, false};
  if (c == U'l' || c == U'I') return {Kind::kDigit, 1, false};
  if (c == U'.' || c == U'．') return {Kind::kPoint, 0, false};
  if (c == U',' || c == U'，') return {Kind::kComma, 0, false};
  const auto* found = std::find_if(kNumerals.begin(), kNumerals.end(),
                                   [c](const Numeral& numeral) { return numeral.character == c; });
  return found == kNumerals.end() ? Token{} : Token{found->kind, found->value, true};
}

using Tokens = std::vector<Token>;

bool is_latin_digit(const Token& token) { return token.kind == Kind::kDigit && !token.han; }

// Digits one behind the other: 2021, 二○二一, 二0二一.
std::optional<std::int64_t> plain_digits(const Tokens& tokens) {
  std::int64_t value = 0;
  for (const Token& token : tokens) {
    if (token.kind != Kind::kDigit) return std::nullopt;
    value = value * 10 + token.value;
    if (value > kMost) return std::nullopt;
  }
  return tokens.empty() ? std::nullopt : std::optional(value);
}

// 1，200: the commas are dropped when each has three digits behind it.
std::optional<Tokens> without_commas(const Tokens& tokens) {
  Tokens result;
  std::size_t since_comma = 0;
  bool commas = false;
  for (const Token& token : tokens) {
    if (token.kind == Kind::kComma) {
      if (result.empty() || (commas && since_comma != 3)) return std::nullopt;
      commas = true;
      since_comma = 0;
      continue;
    }
    if (commas && !is_latin_digit(token) && since_comma != 3) return std::nullopt;
    if (is_latin_digit(token)) ++since_comma;
    result.push_back(token);
  }
  if (commas && since_comma != 3) return std::nullopt;
  return result;
}

// A number with units, read from left to right.
//   section: below 万; pending: the digits that wait for their unit
class UnitReader {
 public:
  bool take(const Token& token) {
    switch (token.kind) {
      case Kind::kDigit:
        return take_digit(token);
      case Kind::kTens:
        return take_unit(token.value / 10, 10);
      case Kind::kUnit:
        return take_unit(pending_digits_ > 0 ? pending_ : 1, token.value);
      case Kind::kGroup:
        return take_group(token.value);
      case Kind::kPoint:
        return take_point();
      default:
        return false;
    }
  }

  std::optional<std::int64_t> finish() {
    if (scale_ != 1 || after_point_) return std::nullopt;
    // 一万二 is 12000: a last digit directly behind a unit counts the next lower one.
    const bool elliptic =
        pending_digits_ == 1 && pending_han_ && !zero_before_ && last_unit_ >= 100;
    section_ += elliptic ? pending_ * (last_unit_ / 10) : pending_;
    total_ += section_;
    return total_ > kMost ? std::nullopt : std::optional(total_);
  }

 private:
  bool take_digit(const Token& token) {
    if (token.han && token.value == 0 && pending_digits_ == 0) {  // 一千零五
      zero_before_ = true;
      return true;
    }
    if (token.han && pending_digits_ > 0) return false;  // 五六十: which?
    pending_ = pending_ * 10 + token.value;
    ++pending_digits_;
    if (after_point_) scale_ *= 10;
    pending_han_ = token.han;
    return pending_digits_ <= 9;  // longer runs are plain digits; keeps all products in 64 bits
  }

  bool take_unit(std::int64_t factor, std::int64_t unit) {
    if (last_unit_in_section_ != 0 && unit >= last_unit_in_section_) return false;
    if ((factor * unit) % scale_ != 0) return false;
    section_ += factor * unit / scale_;
    last_unit_in_section_ = unit;
    return section_ <= 1'000'000'000 && settle(unit);
  }

  bool take_group(std::int64_t unit) {
    if (unit == last_group_ || total_ > kMost / unit || pending_ * unit % scale_ != 0) return false;
    if (pending_digits_ == 0 && section_ == 0 && total_ == 0) section_ = 1;  // 万人: a bare unit
    const std::int64_t part = section_ * unit + pending_ * unit / scale_;
    // 一万亿 multiplies, 一亿三千万 adds.
    total_ = unit > last_group_ ? total_ * unit + part : total_ + part;
    section_ = 0;
    last_unit_in_section_ = 0;
    last_group_ = unit;
    return total_ >= 0 && total_ <= kMost && settle(unit);
  }

  bool take_point() {
    if (after_point_ || pending_digits_ == 0) return false;
    after_point_ = true;
    return true;
  }

  bool settle(std::int64_t unit) {
    pending_ = 0;
    pending_digits_ = 0;
    after_point_ = false;
    zero_before_ = false;
    scale_ = 1;
    last_unit_ = unit;
    return true;
  }

  std::int64_t total_ = 0;
  std::int64_t section_ = 0;
  std::int64_t pending_ = 0;
  int pending_digits_ = 0;
  bool pending_han_ = false;
  bool after_point_ = false;
  std::int64_t scale_ = 1;
  bool zero_before_ = false;
  std::int64_t last_unit_ = 0;
  std::int64_t last_unit_in_section_ = 0;
  std::int64_t last_group_ = 0;  // 0: none yet
};

std::optional<std::int64_t> value_of(const Tokens& tokens) {
  if (tokens.empty()) return std::nullopt;
  const auto digits = without_commas(tokens);
  if (!digits) return std::nullopt;
  if (const auto plain = plain_digits(*digits)) return plain;
  UnitReader reader;
  for (const Token& token : *digits) {
    if (!reader.take(token)) return std::nullopt;
  }
  return reader.finish();
}

// The first run of numeral characters, without a comma or point at its end; a letter that looks
// like a digit begins none.
Tokens first_numeral(std::string_view text, bool& something_before) {
  Tokens tokens;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    const Token token = token_of(c);
    const bool letter = c < 0x80 && (c < U'0' || c > U'9');
    if (tokens.empty() && (letter || token.kind == Kind::kOther)) {
      something_before = something_before || c != U' ';
    } else if (token.kind != Kind::kOther) {
      tokens.push_back(token);
    } else if (c != U' ') {
      break;
    }
  }
  while (!tokens.empty() &&
         (tokens.back().kind == Kind::kComma || tokens.back().kind == Kind::kPoint)) {
    tokens.pop_back();
  }
  return tokens;
}

bool is_unit(const Token& token) { return token.kind == Kind::kUnit || token.kind == Kind::kGroup; }

// 百 alone says no number; 十 does when nothing stands before it (十余人, but 几十人, 近十人).
bool is_bare_unit(const Tokens& tokens, bool something_before) {
  if (!is_unit(tokens.front())) return false;
  return something_before || tokens.front().value != 10;
}

// 两三, 五六: two numeral characters that follow one another without a unit.
bool is_pair(const Tokens& tokens) {
  return tokens.size() == 2 && tokens[0].han && tokens[1].han && tokens[0].kind == Kind::kDigit &&
         tokens[1].kind == Kind::kDigit;
}

}  // namespace

std::optional<std::int64_t> parse_number(std::string_view text) {
  Tokens tokens;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    if (c == U' ') continue;
    tokens.push_back(token_of(c));
    if (tokens.back().kind == Kind::kOther) return std::nullopt;
  }
  return value_of(tokens);
}

std::optional<int> parse_small_number(std::string_view text, int least, int most) {
  const auto number = parse_number(text);
  if (!number || *number < least || *number > most) return std::nullopt;
  return static_cast<int>(*number);
}

CountValue resolve_count(std::string_view text) {
  bool something_before = false;
  const Tokens tokens = first_numeral(text, something_before);
  if (tokens.empty()) return {};
  if (is_bare_unit(tokens, something_before) || is_pair(tokens)) return {std::nullopt, true};
  const auto number = value_of(tokens);
  return {number, !number.has_value()};
}

}  // namespace zhailu::resolve
