#pragma once

#include <string>

#include "write/file_sink.hpp"
#include "write/selection.hpp"
#include "write/writer.hpp"

namespace zhailu::write {

// Documents with marked places, for tools in which people correct them:
//
//   doccano       {"text":…,"label":[[begin,end,"meeting"],…],"document_id":…,"path":…}, one a line
//   Label Studio  [{"data":{"text":…,…},"predictions":[{"model_version":…,"result":[…]}]},…], for the
//                 labelling form <Labels name="label" toName="text"> … <Text name="text" value="$text"/>
//
// A record is marked at each of its mentions, else at its span, with its type; each value of its
// evidence with <type>.<slot> where that is another place. Both tools count code points (Label
// Studio since 1.4), so that is what stands here whatever the records count in.
class AnnotationWriter : public Writer {
 public:
  enum class Tool { kDoccano, kLabelStudio };

  // `flush_each`: every document goes out at once, for whoever reads a pipe.
  AnnotationWriter(FileSink sink, Selection selection, Tool tool, bool flush_each);

  Result<void> document(const DocumentRecords& document) override;
  Result<void> failure(const DocumentFailure& failure) override;
  Result<void> finish(const RunReport& report) override;

 private:
  FileSink sink_;
  Selection selection_;
  Tool tool_;
  bool flush_each_;
  bool first_ = true;
};

}  // namespace zhailu::write
