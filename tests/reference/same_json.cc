#include "reference/same_json.h"

#include "json/json.h"

namespace segue::reference {
namespace {

bool same(json::Value left, json::Value right) {
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case json::Kind::kNumber:
      return left.raw() == right.raw();
    case json::Kind::kString:
      return left.text() == right.text();
    case json::Kind::kArray: {
      const json::Elements lefts = left.elements();
      const json::Elements rights = right.elements();
      auto l = lefts.begin();
      auto r = rights.begin();
      for (; l != lefts.end() && r != rights.end(); ++l, ++r) {
        if (!same(*l, *r)) return false;
      }
      return !(l != lefts.end()) && !(r != rights.end());
    }
    case json::Kind::kObject: {
      const json::Members lefts = left.members();
      const json::Members rights = right.members();
      auto l = lefts.begin();
      auto r = rights.begin();
      for (; l != lefts.end() && r != rights.end(); ++l, ++r) {
        if ((*l).key.text() != (*r).key.text() || !same((*l).value, (*r).value)) return false;
      }
      return !(l != lefts.end()) && !(r != rights.end());
    }
    default:
      return true;
  }
}

}  // namespace

bool same_json(std::string_view left, std::string_view right) {
  json::Document left_document;
  json::Document right_document;
  left_document.read(left, {.nesting = 1000});
  right_document.read(right, {.nesting = 1000});
  return left_document.readable() && right_document.readable() && left_document.faults().empty() &&
         right_document.faults().empty() && same(left_document.root(), right_document.root());
}

}  // namespace segue::reference
