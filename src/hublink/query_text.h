// SPDX-License-Identifier: MIT
//
// Private to hublink: the part of an address after "?". What is empty is left out. Pure.
#pragma once

#include "core/page.h"
#include "hublink/hub_api.h"
#include "wire/rfc3339.h"

#include <optional>
#include <string>
#include <string_view>

namespace sangdam::hublink {

class QueryText {
public:
    QueryText& add(std::string_view name, std::string_view value) {
        if (value.empty()) return *this;
        text_ += text_.empty() ? '?' : '&';
        text_ += name;
        text_ += '=';
        text_ += api::path_piece(value);
        return *this;
    }
    QueryText& add(std::string_view name, const std::optional<base::WallTime>& at) {
        return at ? add(name, wire::rfc3339(*at)) : *this;
    }
    QueryText& add(const core::PageAsked& page) {
        return add("after", page.after).add("limit", std::to_string(page.limit));
    }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

} // namespace sangdam::hublink
