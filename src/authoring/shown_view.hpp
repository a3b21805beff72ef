#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "match/phase_text.hpp"
#include "ruleset/pack.hpp"

namespace zhailu::authoring {

// A stretch of a phase's view for people: ⟨date⟩，⟨person⟩围绕⟨quote⟩讲党课, safe to print.
std::string shown_view(const match::PhaseText& text, Span<PhaseView> span);

// The name of a symbol: of a mention type or of a word list; empty for any other character.
std::string_view symbol_name(char32_t symbol, const ruleset::Pack& pack);

// The symbols that an RE2 expression names as \x{F0002}, in order; ranges ({any}) are left out.
std::vector<char32_t> symbols_in(std::string_view expression);

// The text that a literal expression means: without its backslashes.
std::string literal_text(std::string_view expression);

}  // namespace zhailu::authoring
