// SPDX-License-Identifier: MIT
//
// Any bytes as a session description: refused, or something that prints to a text which reads as
// the same, and that our offer/answer can meet without harm.

#include "sip/offer_answer.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace sangdam::sip;

LocalAudio ours() {
    LocalAudio local;
    local.address = "192.0.2.9";
    local.port = 20000;
    local.formats = usual_formats();
    return local;
}

void must_read_back(const SessionDescription& sdp) {
    const auto printed = to_string(sdp);
    if (printed.size() > kMaxSdpBytes) return; // Longer than any that we would read.
    const auto again = parse_sdp(printed);
    if (!again || to_string(*again) != printed) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto sdp = parse_sdp({reinterpret_cast<const char*>(data), size});
    if (!sdp) return 0;
    must_read_back(*sdp);

    const auto answer = answer_offer(*sdp, ours());
    if (answer.description.media.size() != sdp->media.size()) std::abort();
    must_read_back(answer.description);
    if (answer.audio) must_read_back(make_reoffer(answer.description, ours()));
    if (const auto audio = read_answer(make_offer(ours()), *sdp); audio && audio->receive.empty())
        std::abort();
    return 0;
}
