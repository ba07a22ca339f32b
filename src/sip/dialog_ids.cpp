// SPDX-License-Identifier: MIT

#include "sip/dialog_ids.h"

#include "sip/message.h"

namespace sangdam::sip {

std::string replaces_of(const DialogIds& dialog) {
    return dialog.call_id + ";to-tag=" + dialog.remote_tag + ";from-tag=" + dialog.local_tag;
}

std::string refer_to_with_replaces(const DialogIds& dialog) {
    // Headers of the target's own would follow ours; a Contact has none (RFC 3261 §19.1.1).
    const auto target = dialog.remote_target.substr(0, dialog.remote_target.find('?'));
    return target + "?Replaces=" + percent_encoded(replaces_of(dialog));
}

} // namespace sangdam::sip
