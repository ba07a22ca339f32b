// SPDX-License-Identifier: MIT

#include "core/wrap_up.h"

#include <algorithm>

namespace sangdam::core {

std::string category_path(const std::vector<Category>& tree, const CategoryId& id) {
    constexpr int kLevels = 3; // Also ends a loop that a broken tree might contain.
    std::string path;
    CategoryId at = id;
    for (int level = 0; level < kLevels && !at.empty(); ++level) {
        const auto found = std::ranges::find(tree, at, &Category::id);
        if (found == tree.end()) break;
        path = path.empty() ? found->label : found->label + " > " + path;
        at = found->parent;
    }
    return path;
}

} // namespace sangdam::core
