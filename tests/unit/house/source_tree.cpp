// SPDX-License-Identifier: MIT

#include "unit/house/source_tree.h"

#include "places.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>

namespace sangdam::house {
namespace {

namespace fs = std::filesystem;

SourceFile read(const fs::path& path) {
    SourceFile out;
    out.path = fs::relative(path, SANGDAM_ROOT).generic_string();
    const fs::path relative(out.path);
    auto part = relative.begin();
    if (const auto top = part->string(); top == "src" || top == "device" || top == "ui")
        if (std::distance(part, relative.end()) > 2) out.module = (++part)->string();
    std::ifstream file(path);
    std::string text;
    for (int number = 1; std::getline(file, text); ++number) out.lines.push_back({number, text});
    return out;
}

bool is_code(const fs::path& path) {
    return path.extension() == ".h" || path.extension() == ".cpp";
}

bool is_text(const fs::path& path) {
    static constexpr auto kEndings = std::to_array<std::string_view>(
        {".h", ".cpp", ".c", ".cmake", ".txt", ".sh", ".py", ".md", ".yaml", ".json", ".po", ".sql",
         ".service", ".rules", ".patch", ".toml", ".xml"});
    const auto ending = path.extension().string();
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end() ||
           ending.empty(); // Scripts.
}

template <class Wanted>
std::vector<SourceFile> gather(std::initializer_list<const char*> tops, Wanted wanted) {
    std::vector<fs::path> paths;
    for (const auto* top : tops) {
        const auto root = fs::path(SANGDAM_ROOT) / top;
        if (fs::is_regular_file(root)) paths.push_back(root);
        if (!fs::is_directory(root)) continue;
        for (auto it = fs::recursive_directory_iterator(root);
             it != fs::recursive_directory_iterator(); ++it) {
            if (it->is_directory() && it->path().filename() == "__pycache__")
                it.disable_recursion_pending();
            else if (it->is_regular_file() && wanted(it->path()))
                paths.push_back(it->path());
        }
    }
    std::sort(paths.begin(), paths.end());
    std::vector<SourceFile> out;
    out.reserve(paths.size());
    for (const auto& path : paths) out.push_back(read(path));
    return out;
}

bool is_keyword(const std::string& word) {
    return word == "DEPENDS" || word == "SOURCES" || word == "HEADERS" || word == "USES";
}

// The words inside sangdam_module( … ), comments left out.
std::vector<std::string> module_call(const SourceFile& list) {
    std::string text;
    for (const auto& line : list.lines) text += line.text.substr(0, line.text.find('#')) + '\n';
    const auto begin = text.find("sangdam_module(");
    if (begin == std::string::npos) return {};
    const auto inside = begin + std::string_view("sangdam_module(").size();
    std::istringstream words(text.substr(inside, text.find(')', inside) - inside));
    return {std::istream_iterator<std::string>(words), {}};
}

} // namespace

const std::vector<SourceFile>& product_sources() {
    static const auto files = gather({"src", "device", "ui"}, is_code);
    return files;
}

std::vector<SourceFile> all_texts() {
    return gather({"src", "device", "ui", "installer", "tests", "README.md", "CMakeLists.txt"},
                  is_text);
}

std::vector<Module> declared_modules() {
    std::vector<Module> out;
    for (const auto& list : gather({"src", "device", "ui"}, [](const fs::path& path) {
             return path.filename() == "CMakeLists.txt";
         })) {
        const auto words = module_call(list);
        if (words.empty()) continue;
        Module module;
        module.name = words[0];
        module.folder = fs::path(list.path).parent_path().generic_string();
        std::string keyword;
        for (std::size_t i = 1; i < words.size(); ++i) {
            if (is_keyword(words[i]))
                keyword = words[i];
            else if (keyword == "DEPENDS")
                module.depends.push_back(words[i]);
            else if (keyword == "HEADERS")
                module.headers.push_back(module.folder + '/' + words[i]);
        }
        out.push_back(std::move(module));
    }
    return out;
}

std::vector<Line> code_only(const SourceFile& file) {
    std::vector<Line> out;
    bool in_comment = false;
    std::string raw_end; // Not empty inside R"x( … )x".
    for (const auto& line : file.lines) {
        std::string code;
        char quote = 0;
        const auto& text = line.text;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto next = std::string_view(text).substr(i);
            if (!raw_end.empty()) {
                if (next.starts_with(raw_end)) i += raw_end.size() - 1, raw_end.clear();
            } else if (in_comment) {
                if (next.starts_with("*/")) ++i, in_comment = false;
            } else if (quote != 0) {
                if (text[i] == '\\')
                    ++i;
                else if (text[i] == quote)
                    quote = 0;
            } else if (next.starts_with("//")) {
                break;
            } else if (next.starts_with("/*")) {
                in_comment = true;
            } else if (next.starts_with("R\"")) {
                const auto open = next.find('(');
                raw_end = ')' + std::string(next.substr(2, open - 2)) + '"';
                i += open;
            } else if (text[i] == '"' ||
                       (text[i] == '\'' && (i == 0 || !std::isalnum(text[i - 1])))) {
                quote = text[i];
            } else {
                code.push_back(text[i]);
                continue;
            }
            code.push_back(' ');
        }
        out.push_back({line.number, code});
    }
    return out;
}

std::string at(const SourceFile& file, const Line& line) {
    return file.path + ':' + std::to_string(line.number) + ": " + line.text;
}

} // namespace sangdam::house
