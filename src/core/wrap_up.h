// SPDX-License-Identifier: MIT
//
// What the agent writes down about a call (guide 상담 내역 후처리): category, the customer's
// emotion and grade, status, note.
#pragma once

#include "base/clock.h"
#include "core/ids.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sangdam::core {

// A node of the centre's own tree, at most three levels (대/중/소). Never deleted: 미사용 keeps old
// records readable. A disabled parent disables its children.
struct Category {
    CategoryId id;
    CategoryId parent; // Empty: top level.
    std::string label;
    int position = 0;
    bool enabled = true;
    std::int64_t revision = 0; // 0 = not stored yet.

    friend bool operator==(const Category&, const Category&) = default;
};

struct WrapUp {
    CallRef call;
    CategoryId category; // Empty: not chosen yet.
    std::string emotion; // Labels from the centre's lists.
    std::string grade;
    std::string status;
    std::string note;
    AgentId author;
    std::int64_t revision = 0; // 0 = not stored yet.

    friend bool operator==(const WrapUp&, const WrapUp&) = default;
};

// What may be chosen. Korean defaults: domain words of the trade; a centre edits them.
struct WrapUpChoices {
    std::vector<Category> categories; // In display order, parents before children.
    std::vector<std::string> emotions;
    std::vector<std::string> grades;
    std::vector<std::string> statuses;
    std::vector<std::string> negative_emotions; // Those of `emotions` that count as a complaint.
    std::int64_t revision = 0;                  // Of the three lists; categories have their own.

    friend bool operator==(const WrapUpChoices&, const WrapUpChoices&) = default;
};

// "배송 > 배송지연"; "" for an unknown id.
std::string category_path(const std::vector<Category>&, const CategoryId&);

} // namespace sangdam::core
