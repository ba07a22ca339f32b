// SPDX-License-Identifier: MIT

#include "virtual_card.h"

#include <algorithm>
#include <ctime>
#include <fcntl.h>
#include <new>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace sangdam::rig {
namespace {

constexpr std::uint32_t kMagic = 0x53444331; // "SDC1"

std::int64_t now_ns() {
    timespec t{};
    ::clock_gettime(CLOCK_MONOTONIC, &t);
    return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

double real_rate(const CardHeader& h) { return h.rate * (1 + h.ppm * 1e-6); }
// USB moves sound in packets of a millisecond: the card's clock is seen in such steps.
std::uint64_t packet(const CardHeader& h) { return h.rate / 1000; }

void* map(int file, std::size_t size) {
    void* const memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    return memory == MAP_FAILED ? nullptr : memory;
}

} // namespace

VirtualCard::VirtualCard(void* memory, std::size_t size)
    : header_(static_cast<CardHeader*>(memory)), size_(size) {}

VirtualCard::~VirtualCard() {
    if (header_ != nullptr) ::munmap(header_, size_);
}
VirtualCard::VirtualCard(VirtualCard&& other) noexcept
    : header_(std::exchange(other.header_, nullptr)), size_(other.size_) {}
VirtualCard& VirtualCard::operator=(VirtualCard&& other) noexcept {
    std::swap(header_, other.header_);
    std::swap(size_, other.size_);
    return *this;
}

std::optional<VirtualCard> VirtualCard::create(const std::string& path, const CardShape& shape) {
    const auto length = static_cast<std::uint64_t>(shape.rate * shape.seconds);
    const std::size_t size =
        sizeof(CardHeader) + length * 2 * (shape.capture_channels + shape.playback_channels);
    ::unlink(path.c_str()); // Who has the old one open keeps the old one.
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return std::nullopt;
    if (::ftruncate(file, static_cast<off_t>(size)) != 0) {
        ::close(file);
        return std::nullopt;
    }
    void* const memory = map(file, size);
    if (memory == nullptr) return std::nullopt;
    auto* const header = new (memory) CardHeader{}; // In the mapping: nothing is allocated.
    header->rate = shape.rate;
    header->capture_channels = shape.capture_channels;
    header->playback_channels = shape.playback_channels;
    header->length = length;
    header->ppm = shape.ppm;
    header->began_ns = now_ns();
    header->magic = kMagic;
    return VirtualCard(memory, size);
}

std::optional<VirtualCard> VirtualCard::open(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return std::nullopt;
    struct stat status {};
    if (::fstat(file, &status) != 0 ||
        static_cast<std::size_t>(status.st_size) < sizeof(CardHeader)) {
        ::close(file);
        return std::nullopt;
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    void* const memory = map(file, size);
    if (memory == nullptr) return std::nullopt;
    VirtualCard card(memory, size);
    if (card.header_->magic != kMagic) return std::nullopt;
    return card;
}

std::uint64_t VirtualCard::frames(double seconds) const {
    return static_cast<std::uint64_t>(std::max(0.0, seconds) * header_->rate);
}

std::uint64_t VirtualCard::now() const {
    const auto ns = static_cast<double>(now_ns() - header_->began_ns);
    const auto frame = static_cast<std::uint64_t>(ns * 1e-9 * real_rate(*header_));
    return frame - frame % packet(*header_);
}

std::int64_t VirtualCard::when(std::uint64_t frame) const {
    const auto step = packet(*header_);
    const auto due = (frame + step - 1) / step * step;
    return header_->began_ns +
           static_cast<std::int64_t>(static_cast<double>(due) / real_rate(*header_) * 1e9) + 1;
}

std::int16_t* VirtualCard::microphone(std::uint64_t frame) const {
    auto* const track = reinterpret_cast<std::int16_t*>(header_ + 1);
    return track + frame % header_->length * header_->capture_channels;
}

std::int16_t* VirtualCard::ear(std::uint64_t frame) const {
    auto* const track =
        reinterpret_cast<std::int16_t*>(header_ + 1) + header_->length * header_->capture_channels;
    return track + frame % header_->length * header_->playback_channels;
}

void VirtualCard::speak(std::uint64_t frame, std::span<const std::int16_t> sound, bool loop) {
    if (sound.empty()) return;
    const std::uint64_t count =
        loop ? header_->length : std::min<std::uint64_t>(sound.size(), header_->length);
    for (std::uint64_t i = 0; i < count; ++i)
        std::fill_n(microphone(frame + i), header_->capture_channels, sound[i % sound.size()]);
}

void VirtualCard::hush() {
    std::fill_n(microphone(0), header_->length * header_->capture_channels, std::int16_t{0});
}

std::vector<std::int16_t> VirtualCard::heard(std::uint64_t from, std::uint64_t to) const {
    const std::uint64_t until = header_->played_until.load();
    std::vector<std::int16_t> out;
    for (auto frame = from; frame < to; ++frame) {
        const bool there = frame < until && frame + header_->length > until;
        out.push_back(there ? *ear(frame) : std::int16_t{0});
    }
    return out;
}

std::vector<std::int16_t> VirtualCard::spoken(std::uint64_t from, std::uint64_t to) const {
    std::vector<std::int16_t> out;
    for (auto frame = from; frame < to; ++frame) out.push_back(*microphone(frame));
    return out;
}

std::string alsa_config(const std::string& plugin, const std::vector<NamedCard>& cards) {
    std::string out = "pcm_type.sdc_handset { lib \"" + plugin + "\" }\n";
    const auto pcm = [&](const std::string& name, const std::string& path) {
        out += "pcm." + name + " { type sdc_handset path \"" + path +
               "\" hint { show on description \"" + name + "\" } }\n";
    };
    for (const auto& card : cards) pcm(card.name, card.path);
    pcm("sdc_unusable", "/nonexistent");
    if (!cards.empty())
        out += "pcm.!default { type sdc_handset path \"" + cards.front().path + "\" }\n";
    return out;
}

} // namespace sangdam::rig
