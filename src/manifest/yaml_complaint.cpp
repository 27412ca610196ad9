#include "manifest/yaml_complaint.hpp"

#include <array>

namespace censusctl::manifest {
namespace {

struct wording {
    std::string_view parser;  ///< how the parser's message begins
    std::string_view message;
    std::string_view hint;
};

constexpr std::array<wording, 25> wordings{{
    {"end of map flow not found", "a '{' is not closed before this", "close it with '}'"},
    {"end of sequence flow not found", "a '[' is not closed before this", "close it with ']'"},
    {"end of map not found", "this does not belong to the mapping before it",
     "give all keys of a mapping the same indentation, and put nothing after a finished value"},
    {"end of sequence not found", "this does not belong to the list before it",
     "give all items of a list the same indentation, each after '- '"},
    {"illegal flow end", "this bracket closes none that is open", ""},
    {"illegal block entry", "a list item ('- ') cannot stand here",
     "begin the list on a line of its own, or quote a text that starts with '-'"},
    {"illegal map key", "a key cannot stand here", "begin each key on a line of its own"},
    {"illegal map value", "this ':' belongs to no key",
     "put key and ':' on one line, each key on its own; quote a text that holds ': '"},
    {"illegal tab when looking for indentation", "a tab is used as indentation", "indent with spaces"},
    {"illegal EOF in scalar", "the quoted text that starts here is not closed", "add the closing quote"},
    {"illegal document indicator in scalar", "a '---' or '...' line stands inside a quoted text",
     "close the quote before it, or indent the line"},
    {"unknown token", "no value can start with this character", "quote the text"},
    {"unknown escape character", "this escape does not exist",
     "write a backslash as \\\\, or use single quotes, in which it is an ordinary character"},
    {"bad character found while scanning hex number", "this is not a hexadecimal digit of the escape",
     "write \\x and 2 digits, \\u and 4, or \\U and 8"},
    {"invalid unicode", "this escape is not a character",
     "write the character itself, or \\U and 8 digits instead of two \\u escapes"},
    {"the referenced anchor is not defined", "no anchor of this name stands before it in the file",
     "define it with '&' and the name, or quote a text that starts with '*'"},
    {"alias not found after *", "a name must follow '*'", "quote a text that starts with '*'"},
    {"anchor not found after &", "a name must follow '&'", "quote a text that starts with '&'"},
    {"illegal character found while scanning alias", "this character cannot stand in an alias",
     "quote a text that starts with '*'"},
    {"illegal character found while scanning anchor", "this character cannot stand in an anchor",
     "quote a text that starts with '&'"},
    {"aliases can't have any content", "an alias stands alone: nothing is added to what it repeats", ""},
    {"cannot assign multiple", "a value has one anchor and one tag at most", ""},
    {"cannot set zero indentation", "the indentation of a block text is 1 to 9", ""},
    {"unexpected character in block scalar", "only '+', '-', a digit or a comment may follow '|' and '>'",
     "begin the text on the next line"},
    {"illegal character found while scanning tag", "this character cannot stand in a tag",
     "quote a text that starts with '!'"},
}};

}  // namespace

yaml_complaint explain_complaint(std::string_view parser_message) {
    for (const wording& known : wordings) {
        if (parser_message.starts_with(known.parser)) {
            return {std::string(known.message), std::string(known.hint)};
        }
    }
    return {"not well-formed YAML: " + std::string(parser_message), {}};
}

}  // namespace censusctl::manifest
