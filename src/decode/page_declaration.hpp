#pragma once

#include <string>
#include <string_view>

namespace zhailu::decode {

// True when a document is to be read as an HTML page: its name ends in .html, .htm, .xhtml or
// .shtml (any case) and it holds a tag, or it begins as a page does (<!DOCTYPE html, <html, <head;
// comments, an XML declaration and blanks before it). `text`: UTF-8 or bytes of a charset that
// contains ASCII.
bool is_html_page(std::string_view path, std::string_view text);

// The charset label that a page declares in its first 4 KiB (<meta charset=…>, <meta …
// content="text/html; charset=…">, <?xml encoding="…"?>), as written, ASCII; empty without one.
std::string declared_charset(std::string_view bytes);

}  // namespace zhailu::decode
