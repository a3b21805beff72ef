#pragma once

#include <string_view>

#include "zhailu/diagnostic.hpp"

// Messages in Chinese: a table of the words that the program says of rules and command lines.
namespace zhailu::authoring {

// The diagnostic with its message and hint in that language; words that the table lacks stay English.
Diagnostic translated(const Diagnostic& diagnostic, Language language);

// The words in Chinese, or nothing.
std::string_view chinese_words(std::string_view english);

// The language that messages are wanted in: `wanted` (en, zh; from --lang), else the first that is set of ZHAILU_LANG,
// LC_ALL, LC_MESSAGES and LANG, read as plain strings: Chinese when it begins with zh.
Language message_language(std::string_view wanted = {});

}  // namespace zhailu::authoring
