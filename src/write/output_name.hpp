#pragma once

#include <string>
#include <string_view>

namespace zhailu::write {

// The file below the output folder that holds one document as readable JSON.
//
//   2019/0714.txt         →  json/2019/0714.txt.json
//   ../other/a.txt        →  json/%2E%2E/other/a.txt.json
//   /srv/a.txt            →  json/%2F/srv/a.txt.json
//   notes.json/a.txt      →  json/notes.json~/a.txt.json    (notes.json may also be a document)
//   <a name of 255 bytes> →  cut at a character, then ~<document id>.json
//
// Never leaves json/, never ends in a folder's name. Paths of more than 64 folders or 2,000 bytes
// give one file directly in json/, named after their last part and the document's id.
std::string json_file_name(std::string_view path, std::string_view document_id);

// The same with the document's id in the name whatever its length: for the rare document whose name
// is taken (a/b.txt and a//b.txt).
std::string json_file_name_with_id(std::string_view path, std::string_view document_id);

}  // namespace zhailu::write
