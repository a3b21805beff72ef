#include "decode/charset_tables.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

#include <array>
#include <memory>

// Why tables and not a converter per document: the damaged and mixed files of FAULTS 4–10 need to
// ask at any byte "which character would stand here", and a converter answers only for a whole run.

namespace zhailu::decode {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &status), &ucnv_close);
  if (U_FAILURE(status)) return {nullptr, &ucnv_close};
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return converter;
}

// The one character that `bytes` stand for, or 0.
char32_t convert_one(UConverter* converter, const char* bytes, std::int32_t size) {
  if (converter == nullptr) return 0;
  std::array<UChar, 8> units{};
  UErrorCode status = U_ZERO_ERROR;
  ucnv_resetToUnicode(converter);
  const std::int32_t length = ucnv_toUChars(converter, units.data(), 8, bytes, size, &status);
  if (U_FAILURE(status) || length < 1) return 0;
  if (length == 1) return units[0];
  const bool pair = length == 2 && U16_IS_LEAD(units[0]) && U16_IS_TRAIL(units[1]);
  return pair ? static_cast<char32_t>(U16_GET_SUPPLEMENTARY(units[0], units[1])) : 0;
}

// GB18030-2005, four bytes: the BMP takes the first 39,420 places, the other planes start at 90 30
// 81 30.
constexpr std::size_t kBmpPlaces = 39420;
constexpr std::size_t kSupplementaryStart = 189000;

std::size_t four_byte_place(const unsigned char* b) {
  return ((static_cast<std::size_t>(b[0] - 0x81) * 10 + (b[1] - 0x30u)) * 126 + (b[2] - 0x81u)) *
             10 +
         (b[3] - 0x30u);
}

std::vector<char16_t> make_four_byte_table() {
  const Converter converter = open_converter("GB18030");
  std::vector<char16_t> table(kBmpPlaces, 0);
  for (std::size_t place = 0; place < kBmpPlaces; ++place) {
    const std::array<char, 4> bytes = {
        static_cast<char>(0x81 + place / 12600), static_cast<char>(0x30 + place / 1260 % 10),
        static_cast<char>(0x81 + place / 10 % 126), static_cast<char>(0x30 + place % 10)};
    table[place] = static_cast<char16_t>(convert_one(converter.get(), bytes.data(), 4));
  }
  return table;
}

}  // namespace

DoubleByteTable::DoubleByteTable(const char* icu_name) : characters_(0x10000, 0) {
  const Converter converter = open_converter(icu_name);
  for (int lead = 0x81; lead <= 0xFE; ++lead) {
    for (int trail = 0x40; trail <= 0xFE; ++trail) {
      const std::array<char, 2> bytes = {static_cast<char>(lead), static_cast<char>(trail)};
      characters_[static_cast<std::size_t>(lead << 8 | trail)] =
          convert_one(converter.get(), bytes.data(), 2);
    }
  }
}

const DoubleByteTable& gb18030_table() {
  static const DoubleByteTable table("GB18030");
  return table;
}

const DoubleByteTable& big5_hkscs_table() {
  static const DoubleByteTable table("Big5-HKSCS");
  return table;
}

char32_t gb18030_four_bytes(const unsigned char* bytes) {
  static const std::vector<char16_t> bmp = make_four_byte_table();
  const std::size_t place = four_byte_place(bytes);
  if (place < kBmpPlaces) return bmp[place];
  if (place < kSupplementaryStart) return 0;
  const std::size_t code_point = 0x10000 + place - kSupplementaryStart;
  return code_point <= 0x10FFFF ? static_cast<char32_t>(code_point) : 0;
}

bool is_assigned(char32_t code_point) { return u_isdefined(static_cast<UChar32>(code_point)) != 0; }

}  // namespace zhailu::decode
