// SPDX-License-Identifier: MIT
//
// One message of Asterisk's manager interface (AMI 5 … 11): lines "Key: value", ended by an empty
// one. Pure. A line that is no pair is left out; nothing that a PBX sends can end the program.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sangdam::pbx {

struct AmiMessage {
    std::vector<std::pair<std::string, std::string>> fields; // Keys may repeat.

    std::string_view value(std::string_view key) const; // Of the first; "" when absent.
    std::string_view event() const { return value("Event"); }
    // "ChanVariable: CALLREF=…" of the channel, or "DestChanVariable: …" of the one it calls.
    std::string_view variable(std::string_view prefix, std::string_view name) const;
};

// Cuts a byte stream into messages. Bounded: a message of more than a megabyte is dropped.
class AmiReader {
public:
    std::vector<AmiMessage> take(std::string_view bytes);

private:
    void line(std::string_view, std::vector<AmiMessage>&);
    std::string rest_; // Of a line that has not ended.
    AmiMessage open_;
    std::size_t size_ = 0;
};

} // namespace sangdam::pbx
