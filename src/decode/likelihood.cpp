#include "decode/likelihood.hpp"

#include <vector>

#include "base/utf8.hpp"
#include "decode/charset_tables.hpp"

namespace zhailu::decode {
namespace {

struct FrequentGroup {
  float cost;
  std::u32string_view simplified;
  std::u32string_view traditional;
};

#include "decode/frequent_characters.inc"

// Costs outside the counted characters are set by hand; the accuracy test
// (decode_accuracy_test.cpp) watches over them.
struct CostRange {
  char32_t first;
  char32_t last;
  float cost;
};

constexpr CostRange kRanges[] = {
    {0x00, 0x1F, 12},        {0x20, 0x20, 4},         {0x21, 0x2F, 5},
    {0x30, 0x39, 4},         {0x3A, 0x40, 5},         {0x41, 0x5A, 5},
    {0x5B, 0x60, 6},         {0x61, 0x7A, 4},         {0x7B, 0x7E, 7},
    {0x7F, 0x9F, 14},        {0xA0, 0xA0, 7},         {0xA1, 0xFF, 9.5F},
    {0x100, 0x17F, 10},      {0x180, 0x24F, 11.5F},   {0x250, 0x36F, 13},
    {0x370, 0x45F, 10.5F},   {0x460, 0x5FF, 14},      {0x600, 0x6FF, 11},
    {0x700, 0xEFF, 14},      {0xF00, 0xFFF, 11},      {0x1000, 0x17FF, 14},
    {0x1800, 0x18AF, 11},    {0x18B0, 0x1FFF, 14},    {0x2000, 0x200F, 10},
    {0x2010, 0x2027, 7},     {0x2028, 0x206F, 11},    {0x2070, 0x20FF, 12},
    {0x2100, 0x214F, 10},    {0x2150, 0x218F, 10},    {0x2190, 0x21FF, 10},
    {0x2200, 0x22FF, 11},    {0x2300, 0x245F, 13},    {0x2460, 0x249B, 8.5F},
    {0x249C, 0x24FF, 12},    {0x2500, 0x257F, 10.5F}, {0x2580, 0x25FF, 9},
    {0x2600, 0x26FF, 10},    {0x2700, 0x2DFF, 13},    {0x2E00, 0x2FFF, 14},
    {0x3000, 0x3000, 5},     {0x3001, 0x3002, 3.5F},  {0x3003, 0x3007, 8},
    {0x3008, 0x3011, 5.5F},  {0x3012, 0x303F, 9},     {0x3040, 0x309F, 6.5F},
    {0x30A0, 0x30FF, 7.5F},  {0x3100, 0x312F, 10.5F}, {0x3130, 0x31FF, 13},
    {0x3200, 0x33FF, 12.5F}, {0x3400, 0x4DBF, 14.5F}, {0x4E00, 0x9FFF, 13},
    {0xA000, 0xABFF, 15},    {0xAC00, 0xD7A3, 9.5F},  {0xD7A4, 0xDFFF, 16},
    {0xE000, 0xF8FF, 14.5F}, {0xF900, 0xFAFF, 13.5F}, {0xFB00, 0xFEFF, 15},
    {0xFF01, 0xFF0F, 5},     {0xFF10, 0xFF19, 7},     {0xFF1A, 0xFF20, 5.5F},
    {0xFF21, 0xFF5E, 8.5F},  {0xFF5F, 0xFFEF, 13},    {0xFFF0, 0xFFFF, 16},
};

void set_at_most(std::vector<float>& costs, char32_t character, float cost) {
  if (character < costs.size() && cost < costs[character]) costs[character] = cost;
}

// GB2312 splits its Han at lead byte D8, Big5 at C9: everyday characters before, rare ones behind.
void add_han_levels(std::vector<float>& costs, const DoubleByteTable& table, int first_lead,
                    int rare_lead, int last_lead, int first_trail) {
  for (int lead = first_lead; lead <= last_lead; ++lead) {
    const float cost = lead < rare_lead ? 9.5F : 11.5F;
    for (int trail = first_trail; trail <= 0xFE; ++trail) {
      const char32_t character =
          table.at(static_cast<unsigned char>(lead), static_cast<unsigned char>(trail));
      if (base::is_han(character)) set_at_most(costs, character, cost);
    }
  }
}

std::vector<float> make_costs() {
  std::vector<float> costs(0x10000, 16.0F);
  for (const CostRange& range : kRanges) {
    for (char32_t c = range.first; c <= range.last; ++c) {
      costs[c] = is_assigned(c) || range.cost > 15 ? range.cost : 16.0F;
    }
  }
  costs['\n'] = 4;
  costs['\r'] = 4.5F;
  costs['\t'] = 6;
  costs[0xFF0C] = 3;  // ，
  add_han_levels(costs, gb18030_table(), 0xB0, 0xD8, 0xF7, 0xA1);
  add_han_levels(costs, big5_hkscs_table(), 0xA4, 0xC9, 0xF9, 0x40);
  for (const FrequentGroup& group : kFrequentGroups) {
    for (const char32_t c : group.simplified) set_at_most(costs, c, group.cost);
    // Most of the archive is simplified: the same character costs a little more in its other form.
    for (const char32_t c : group.traditional) set_at_most(costs, c, group.cost + 0.5F);
  }
  return costs;
}

}  // namespace

float cost_of(char32_t character) {
  static const std::vector<float> costs = make_costs();
  return character < costs.size() ? costs[character] : 15.0F;
}

Assessment assess(Charset charset, std::string_view bytes, double limit) {
  Assessment sum;
  std::size_t at = 0;
  while (at < bytes.size() && sum.cost <= limit) {
    const Step next = step(charset, bytes, at);
    at += next.bytes;
    if (!next.bad) {
      sum.cost += static_cast<double>(cost_of(next.character));
      continue;
    }
    sum.cost += kBadByteCost * static_cast<double>(next.bytes);
    if (next.cut) sum.cut_tail = true;
    if (next.cut) continue;
    ++sum.bad_sequences;
    sum.bad_bytes += next.bytes;
  }
  return sum;
}

double mean_cost(std::string_view text) {
  double sum = 0;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++characters) {
    sum += static_cast<double>(cost_of(base::next_code_point(text, at)));
  }
  return characters == 0 ? 0 : sum / static_cast<double>(characters);
}

}  // namespace zhailu::decode
