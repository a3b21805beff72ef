#include "decode/mixed.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "base/utf8.hpp"
#include "decode/likelihood.hpp"

// Two ways run through the bytes, one for each charset; at every byte the cheaper way to get there
// is kept (Viterbi). 会议 in GBK between UTF-8 lines is read as GBK; C0 AF alone is not 拉 but damage.

namespace zhailu::decode {
namespace {

constexpr float kSwitchCost = 18.0F;
constexpr float kNever = std::numeric_limits<float>::infinity();
constexpr std::size_t kWindow = 64 * 1024;

// The best way to reach a byte in one charset.
struct Node {
  float cost = kNever;
  std::uint8_t step_bytes = 0;
  bool switched = false;  // the step before was taken in the other charset
};

float step_cost(const Step& next) {
  return next.bad ? kBadByteCost * static_cast<float>(next.bytes) : cost_of(next.character);
}

struct Choice {
  Charset charset = Charset::kUtf8;
  std::size_t at = 0;
};

class Window {
 public:
  Window(std::string_view bytes, Charset other)
      : bytes_(bytes), charsets_{Charset::kUtf8, other}, nodes_(bytes.size() + 1) {
    nodes_[0][0].cost = 0;
    nodes_[0][1].cost = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      for (std::size_t way = 0; way < 2; ++way) advance(at, way);
    }
  }

  // The steps of the cheapest way, in text order.
  [[nodiscard]] std::vector<Choice> choices() const {
    std::vector<Choice> steps;
    std::size_t at = bytes_.size();
    std::size_t way = nodes_[at][0].cost <= nodes_[at][1].cost ? 0 : 1;
    while (at > 0) {
      const Node& node = nodes_[at][way];
      at -= node.step_bytes;
      steps.push_back({charsets_[way], at});
      if (node.switched) way = 1 - way;
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
  }
  [[nodiscard]] double cost() const {
    return static_cast<double>(std::min(nodes_.back()[0].cost, nodes_.back()[1].cost));
  }

 private:
  void advance(std::size_t at, std::size_t way) {
    const float stay = nodes_[at][way].cost;
    const float change = nodes_[at][1 - way].cost + kSwitchCost;
    const float reached = std::min(stay, change);
    if (reached == kNever) return;
    const Step next = step(charsets_[way], bytes_, at);
    const float cost = reached + step_cost(next);
    Node& target = nodes_[at + next.bytes][way];
    if (cost < target.cost) {
      target = {cost, static_cast<std::uint8_t>(next.bytes), change < stay};
    }
  }

  std::string_view bytes_;
  std::array<Charset, 2> charsets_;
  std::vector<std::array<Node, 2>> nodes_;
};

// Windows end behind a byte that is never part of a longer character (newline, blank, ASCII
// punctuation up to `/`) where there is one, else before one that can start a UTF-8 character.
std::size_t window_end(std::string_view bytes, std::size_t begin) {
  if (bytes.size() - begin <= kWindow) return bytes.size();
  std::size_t end = begin + kWindow;
  for (std::size_t at = end; at > begin; --at) {
    if (static_cast<unsigned char>(bytes[at - 1]) < 0x30) return at;
  }
  for (int back = 0; back < 3 && !base::is_border(bytes[end]); ++back) --end;
  return end;
}

void append(MixedReading& reading, Charset charset, const Step& next) {
  base::append_code_point(reading.text, next.character);
  if (next.combining != 0) base::append_code_point(reading.text, next.combining);
  if (next.bad) {
    ++reading.replaced;
  } else if (next.character >= 0x80) {
    (charset == Charset::kUtf8 ? reading.utf8_bytes : reading.double_bytes) += next.bytes;
  }
}

}  // namespace

MixedReading read_mixed(std::string_view bytes, Charset other) {
  MixedReading reading;
  reading.text.reserve(bytes.size());
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = window_end(bytes, begin);
    const std::string_view part = bytes.substr(begin, end - begin);
    const Window window(part, other);
    for (const Choice& choice : window.choices()) {
      append(reading, choice.charset, step(choice.charset, part, choice.at));
    }
    reading.cost += window.cost();
    begin = end;
  }
  return reading;
}

bool has_utf8_han_run(std::string_view bytes) {
  const auto is_han_form = [&](std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    return at + 3 <= bytes.size() && byte(at) >= 0xE4 && byte(at) <= 0xE9 &&
           (byte(at + 1) & 0xC0) == 0x80 && (byte(at + 2) & 0xC0) == 0x80;
  };
  for (std::size_t at = 0; at + 6 <= bytes.size(); ++at) {
    if (is_han_form(at) && is_han_form(at + 3)) return true;
  }
  return false;
}

}  // namespace zhailu::decode
