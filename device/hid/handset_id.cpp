// SPDX-License-Identifier: MIT
//
// sangdam-handset-id FILE – for udev (IMPORT{program}): reads a binary report descriptor and prints
// ID_SANGDAM_HANDSET=1 when it is a telephone's. Runs as root on whatever is plugged in, so it does
// nothing else; a descriptor that is none ends it quietly with 0.

#include "hid/telephony_map.h"

#include <array>
#include <cstdio>
#include <memory>

int main(int argc, char** argv) {
    using namespace sangdam::hid;
    if (argc != 2) return 2;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(argv[1], "rb"),
                                                               &std::fclose);
    if (!file) return 0;
    std::array<std::uint8_t, kMaxDescriptorBytes + 1> bytes{};
    const auto size = std::fread(bytes.data(), 1, bytes.size(), file.get());
    const auto model = parse_descriptor(std::span(bytes).first(size));
    if (model && telephony_map(*model).is_phone) std::puts("ID_SANGDAM_HANDSET=1");
    return 0;
}
