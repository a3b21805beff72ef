#include <gtest/gtest.h>

#include "model/normalized_text.hpp"

namespace zhailu::model {
namespace {

// Builds a map from pieces given as decoded and normalized text.
struct Built {
  std::string decoded;
  std::string normalized;
  TextMap map;

  Built& add(MapKind kind, std::string_view from, std::string_view to,
             RemovalReason reason = RemovalReason::kNone) {
    map.add({{decoded.size(), decoded.size() + from.size()},
             {normalized.size(), normalized.size() + to.size()},
             kind,
             reason});
    decoded += from;
    normalized += to;
    return *this;
  }
  Built& keep(std::string_view text) { return add(MapKind::kKept, text, text); }
  Built& change(std::string_view from, std::string_view to) {
    return add(MapKind::kChanged, from, to);
  }
  Built& remove(std::string_view text) {
    return add(MapKind::kRemoved, text, "", RemovalReason::kLayoutBlank);
  }
  // The decoded text under a fragment of the normalized text.
  [[nodiscard]] std::string under(std::string_view fragment) const {
    const std::size_t begin = normalized.find(fragment);
    return std::string(slice(decoded, map.to_decoded({begin, begin + fragment.size()})));
  }
};

Built sample() {
  Built built;
  built.remove("  ").keep("江").remove(" ").keep("贤英").change("，", "，").change("７", "7");
  built.keep("月").remove("\n").keep("会议").remove(" ");
  return built;
}

TEST(TextMap, SpansAreTheHullOfWhatIsInside) {
  const Built built = sample();
  EXPECT_EQ(built.under("江贤英"), "江 贤英");
  EXPECT_EQ(built.under("江"), "江");
  EXPECT_EQ(built.under("贤英"), "贤英");
  EXPECT_EQ(built.under("贤"), "贤");
  EXPECT_EQ(built.under("7月"), "７月");
  EXPECT_EQ(built.under("月会"), "月\n会");
  EXPECT_EQ(built.under(built.normalized), "江 贤英，７月\n会议");
}

TEST(TextMap, AnEmptySpanStaysEmpty) {
  const Built built = sample();
  const std::size_t end = built.normalized.size();
  EXPECT_EQ(built.map.to_decoded({0, 0}), (Span<Decoded>{2, 2}));
  EXPECT_EQ(built.map.to_decoded({end, end}),
            (Span<Decoded>{built.decoded.size(), built.decoded.size()}));
  EXPECT_EQ(TextMap().to_decoded({0, 0}), (Span<Decoded>{0, 0}));
}

TEST(TextMap, ValuesAreTheSourceWithoutWhatWasRemoved) {
  const Built built = sample();
  const auto value = [&](std::string_view fragment) {
    const std::size_t begin = built.normalized.find(fragment);
    const auto span = built.map.to_decoded({begin, begin + fragment.size()});
    return built.map.value_text(built.decoded, span);
  };
  EXPECT_EQ(value("江贤英"), "江贤英");
  EXPECT_EQ(value("英，7月会"), "英，７月会");
  EXPECT_EQ(built.map.value_text(built.decoded, {3, 3}), "");
}

TEST(TextMap, NeighboursOfOneKindAreJoinedButNotChangedOnes) {
  Built built;
  built.keep("会").keep("议").remove(" ").remove(" ").change("１", "1").change("２", "2");
  EXPECT_EQ(built.map.pieces().size(), 4u);
}

TEST(TextMap, RemovedForDifferentReasonsStaysApart) {
  Built built;
  built.remove(" ").add(MapKind::kRemoved, "\n", "", RemovalReason::kLineBreak);
  EXPECT_EQ(built.map.pieces().size(), 2u);
}

}  // namespace
}  // namespace zhailu::model
