// SPDX-License-Identifier: MIT

#include "media/g722.h"

#include <algorithm>

namespace sangdam::media {
namespace {

// Tables of G.722 §6.2.
constexpr std::array<int, 12> kQmf{3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};
// Decision levels of the lower band; a difference between level i-1 and i has interval i.
constexpr std::array<int, 30> kQ6{0,    35,   72,   110,  150,  190,  233,  276,  323,  370,
                                  422,  473,  530,  587,  650,  714,  786,  858,  940,  1023,
                                  1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919};
constexpr std::array<int, 16> kQm4{0,     -20456, -12896, -8968, -6288, -4240, -2584, -1200,
                                   20456, 12896,  8968,   6288,  4240,  2584,  1200,  0};
constexpr std::array<int, 64> kQm6{
    -136,   -136,   -136,  -136,  -24808, -21904, -19008, -16704, -14984, -13512, -12280,
    -11192, -10232, -9360, -8576, -7856,  -7192,  -6576,  -6000,  -5456,  -4944,  -4464,
    -4008,  -3576,  -3168, -2776, -2400,  -2032,  -1688,  -1360,  -1040,  -728,   24808,
    21904,  19008,  16704, 14984, 13512,  12280,  11192,  10232,  9360,   8576,   7856,
    7192,   6576,   6000,  5456,  4944,   4464,   4008,   3576,   3168,   2776,   2400,
    2032,   1688,   1360,  1040,  728,    432,    136,    -432,   -136};
constexpr std::array<int, 4> kQm2{-7408, -1616, 7408, 1616};
// How a code moves the step: big codes widen it. (WL by RL42, WH by RH2)
constexpr std::array<int, 8> kWl{-60, -30, 58, 172, 334, 538, 1198, 3042};
constexpr std::array<int, 16> kRl42{0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0};
constexpr std::array<int, 4> kWh{798, -214, 798, -214};
constexpr std::array<int, 32> kIlb{2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543,
                                   2599, 2656, 2714, 2774, 2834, 2896, 2960, 3025, 3091, 3158, 3228,
                                   3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008};
constexpr int kHighDecision = 564;
constexpr int kMostLow = 18432;
constexpr int kMostHigh = 22528;

int saturated(int v) { return std::clamp(v, -32768, 32767); }
int limited(int v) { return std::clamp(v, -16384, 16383); } // LIMIT: the bands have 15 bits.
bool same_sign(int a, int b) { return (a < 0) == (b < 0); }
int magnitude(int v) { return v >= 0 ? v : -(v + 1); }

int dequantised(int step, int level) { return step * level >> 15; }

} // namespace

void G722Band::scale(int weight, int most, int shift) noexcept {
    log_step_ = std::clamp((log_step_ * 127 >> 7) + weight, 0, most);
    const int mantissa = kIlb[static_cast<std::size_t>(log_step_ >> 6 & 31)];
    const int down = shift - (log_step_ >> 11);
    step_ = (down < 0 ? mantissa << -down : mantissa >> down) << 2;
}

void G722Band::adapt_poles(int partial) noexcept { // UPPOL2, UPPOL1
    const int doubled = saturated(a_[1] * 4);
    const int turned = std::min(same_sign(partial, p_[1]) ? -doubled : doubled, 32767);
    int second = (same_sign(partial, p_[2]) ? 128 : -128) + (turned >> 7) + (a_[2] * 32512 >> 15);
    second = std::clamp(second, -12288, 12288);
    const int bound = saturated(15360 - second);
    const int first = saturated((same_sign(partial, p_[1]) ? 192 : -192) + (a_[1] * 32640 >> 15));
    a_[1] = std::clamp(first, -bound, bound);
    a_[2] = second;
}

void G722Band::adapt_zeros() noexcept { // UPZERO
    const int step = d_[0] == 0 ? 0 : 128;
    for (std::size_t i = 1; i < b_.size(); ++i)
        b_[i] = saturated((same_sign(d_[i], d_[0]) ? step : -step) + (b_[i] * 32640 >> 15));
}

void G722Band::adapt(int difference) noexcept {
    d_[0] = difference;
    r_[0] = saturated(s_ + difference);  // RECONS
    p_[0] = saturated(sz_ + difference); // PARREC
    // The signs meant are those of this sample and the two before: p_ moves on below.
    adapt_poles(p_[0]);
    adapt_zeros();
    std::shift_right(d_.begin(), d_.end(), 1); // DELAYA
    std::shift_right(r_.begin(), r_.end(), 1);
    std::shift_right(p_.begin(), p_.end(), 1);

    const int poles = saturated((a_[1] * saturated(2 * r_[1]) >> 15) +
                                (a_[2] * saturated(2 * r_[2]) >> 15)); // FILTEP
    int zeros = 0;                                                     // FILTEZ
    for (std::size_t i = b_.size() - 1; i > 0; --i) zeros += b_[i] * saturated(2 * d_[i]) >> 15;
    sz_ = saturated(zeros);
    s_ = saturated(poles + sz_); // PREDIC
}

void G722::adapt(int low_code, int high_code) noexcept {
    // Only the upper four of the lower band's six bits steer: a network may steal the other two.
    const auto low = static_cast<std::size_t>(low_code >> 2);
    const int low_difference = dequantised(low_.step(), kQm4[low]);
    low_.scale(kWl[static_cast<std::size_t>(kRl42[low])], kMostLow, 8);
    low_.adapt(low_difference);
    const auto high = static_cast<std::size_t>(high_code);
    const int high_difference = dequantised(high_.step(), kQm2[high]);
    high_.scale(kWh[high], kMostHigh, 10);
    high_.adapt(high_difference);
}

int G722::encode_low(int x) noexcept { // SUBTRA, QUANTL
    const int error = saturated(x - low_.predicted());
    int interval = 1;
    while (interval < 30 &&
           magnitude(error) >= kQ6[static_cast<std::size_t>(interval)] * low_.step() >> 12)
        ++interval;
    // Codes count down from 61 (positive) and, past the two smallest, from 31 (negative).
    if (error >= 0) return 62 - interval;
    return interval <= 2 ? 64 - interval : 34 - interval;
}

int G722::encode_high(int x) noexcept { // SUBTRA, QUANTH
    const int error = saturated(x - high_.predicted());
    const bool large = magnitude(error) >= kHighDecision * high_.step() >> 12;
    if (error >= 0) return large ? 2 : 3;
    return large ? 0 : 1;
}

std::uint8_t G722::encode_pair(Sample first, Sample second) noexcept {
    std::shift_left(split_.begin(), split_.end(), 2);
    split_[22] = first;
    split_[23] = second;
    int odd = 0;
    int even = 0;
    for (std::size_t i = 0; i < kQmf.size(); ++i) {
        odd += split_[2 * i] * kQmf[i];
        even += split_[2 * i + 1] * kQmf[kQmf.size() - 1 - i];
    }
    const int low = encode_low((even + odd) >> 14);
    const int high = encode_high((even - odd) >> 14);
    adapt(low, high);
    return static_cast<std::uint8_t>(high << 6 | low);
}

std::size_t G722::encode(std::span<const Sample> sound, std::span<std::uint8_t> out) noexcept {
    const auto n = std::min(sound.size() / 2, out.size());
    for (std::size_t i = 0; i < n; ++i) out[i] = encode_pair(sound[2 * i], sound[2 * i + 1]);
    return n;
}

std::size_t G722::decode(std::span<const std::uint8_t> bytes, std::span<Sample> out) noexcept {
    const auto n = std::min(bytes.size(), out.size() / 2);
    for (std::size_t i = 0; i < n; ++i) {
        const int low_code = bytes[i] & 0x3F;
        const int high_code = bytes[i] >> 6;
        const int low = limited(saturated(
            low_.predicted() + dequantised(low_.step(), kQm6[static_cast<std::size_t>(low_code)])));
        const int high = limited(
            saturated(high_.predicted() +
                      dequantised(high_.step(), kQm2[static_cast<std::size_t>(high_code)])));
        adapt(low_code, high_code);
        std::shift_left(join_.begin(), join_.end(), 2);
        join_[22] = low + high;
        join_[23] = low - high;
        int first = 0;
        int second = 0;
        for (std::size_t k = 0; k < kQmf.size(); ++k) {
            first += join_[2 * k + 1] * kQmf[kQmf.size() - 1 - k];
            second += join_[2 * k] * kQmf[k];
        }
        out[2 * i] = static_cast<Sample>(saturated(first >> 11));
        out[2 * i + 1] = static_cast<Sample>(saturated(second >> 11));
        // In case a gap comes next, whose made-up sound goes on from here through encode().
        std::shift_left(split_.begin(), split_.end(), 2);
        split_[22] = out[2 * i];
        split_[23] = out[2 * i + 1];
    }
    return 2 * n;
}

} // namespace sangdam::media
