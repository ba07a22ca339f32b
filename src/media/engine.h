// SPDX-License-Identifier: MIT
//
// The sound of all calls of a program: RTP streams (RFC 3550, 3551, 4733, 7587), what each of them
// hears, and the sound line to the card. Owns the media thread.
//
// Every function may be called from any thread and returns at once; commands take effect in order,
// at the next beat at the latest. An id that is unknown or already stopped is ignored: on a phone
// line late commands are normal. What happens is told to the listener on the executor given to
// open(). Nothing is allocated on the media thread while a stream just runs.
//
//   auto reserved = engine->reserve("192.0.2.7");          // the port for the SDP offer
//   engine->start(reserved->id, config_from_answer);
//   engine->connect(reserved->id, SoundLine{});
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "core/ports/sound.h"
#include "media/bridge_tap.h"
#include "media/format.h"
#include "media/pcm.h"
#include "media/srtp.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sangdam::media {

// Counted from 1, never reused while the engine lives.
enum class StreamId : std::uint32_t {};

struct Address {
    std::string ip; // Numeric, v4 or v6: names are resolved by whoever read the SDP.
    std::uint16_t port = 0;

    friend bool operator==(const Address&, const Address&) = default;
};

enum class Direction { SendReceive, SendOnly, ReceiveOnly, Inactive }; // Ours, as seen from here.

struct StreamConfig {
    Address remote; // Port 0: nowhere yet; with `symmetric`, wherever packets come from.
    PayloadFormat send;
    std::vector<PayloadFormat> receive; // All that the far end may send; usually just `send`.
    std::optional<std::uint8_t>
        send_events; // Payload type of telephone-event (RFC 4733), if agreed.
    std::optional<std::uint8_t> receive_events;
    int events_clock = 0;                // Of telephone-event, in Hz; 0: the codec's own.
    std::chrono::milliseconds ptime{20}; // 10, 20, 30, 40 or 60; other values become 20.
    Direction direction = Direction::SendReceive;
    bool rtcp_mux = false; // RFC 5761
    // Answer to where the packets really come from (NAT, RFC 4961); otherwise packets from any
    // other address than `remote` are dropped and counted.
    bool symmetric = true;
    std::optional<SrtpKeys> srtp;                    // Nothing: in the clear.
    std::chrono::milliseconds silence_after{10'000}; // No RTP for so long: rtp_silent().
};

enum class Repeat { Once, Loop };

// What a stream is connected to. What it receives goes there, what is there is sent.
struct Silence {};   // Sends silence, listens to nothing (taps and digits still work).
struct SoundLine {}; // The engine's sound line. Several streams may be on it: they are mixed.
struct Bridge {      // Both ways; each other's earlier connections end.
    StreamId other;
};
struct Player { // Sends the sound. Repeat::Once: then silence, and playback_done().
    std::shared_ptr<const Pcm> sound; // At any rate; brought to kRate when it is connected.
    Repeat repeat = Repeat::Once;
    std::uint32_t tag = 0; // Handed back in playback_done().
};
using Target = std::variant<Silence, SoundLine, Bridge, Player>;

struct StreamStats {
    std::uint64_t packets_sent = 0;
    std::uint64_t packets_received = 0;
    std::uint64_t packets_lost = 0;         // By sequence numbers, as RFC 3550 §6.4.1 counts.
    std::uint64_t packets_late = 0;         // Came after their turn to be played.
    std::uint64_t packets_refused = 0;      // Not RTP, unknown payload type, wrong source.
    double jitter_ms = 0;                   // Interarrival jitter, RFC 3550 §6.4.1.
    std::optional<double> rtt_ms;           // From the far end's receiver reports.
    std::optional<double> far_loss;         // 0..1: what the far end says it lost of ours.
    double buffer_ms = 0;                   // Play-out delay of the jitter buffer now.
    std::chrono::milliseconds played{0};    // Of what the far end sent,
    std::chrono::milliseconds concealed{0}; // and so much of it was made up.
};

// Called on the executor given to Engine::open.
class EngineListener {
public:
    virtual ~EngineListener() = default;
    // Once per key press, at its first packet (0-9 * # A-D).
    virtual void digit_heard(StreamId, char digit) = 0;
    virtual void playback_done(StreamId, std::uint32_t tag) = 0;
    // No RTP for StreamConfig::silence_after though the direction says there should be; and again
    // when it came back.
    virtual void rtp_silent(StreamId) = 0;
    virtual void rtp_resumed(StreamId) = 0;
    virtual void stream_stopped(StreamId, const StreamStats&) = 0; // The answer to stop().
};

struct EngineConfig {
    // RTP takes even ports in here, RTCP the odd one above.
    std::uint16_t lowest_port = 16384;
    std::uint16_t highest_port = 32766;
    std::string thread_name = "media";
};

class Engine {
public:
    struct Reserved {
        StreamId id;
        std::uint16_t rtp_port; // RTCP is the next one.
    };

    // `events_on` must outlive the engine. Unavailable: no thread or no poll set to be had.
    static base::Result<std::unique_ptr<Engine>> open(EngineConfig, base::Executor& events_on);
    ~Engine(); // Stops all streams (RTCP BYE) and joins. On the thread of `events_on`, or when it
               // is quiet: after this the listener hears nothing more.
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    // On the thread of `events_on`. Must outlive the engine, or nullptr first.
    void set_listener(EngineListener*);

    // BadInput: not a numeric address. Unavailable: it is not one of this machine's, or no port is
    // free.
    base::Result<Reserved> reserve(std::string_view local_ip);
    void start(StreamId, StreamConfig);
    // The same stream after a re-INVITE. What did not change goes on without a gap.
    void update(StreamId, StreamConfig);
    void stop(StreamId); // Also gives a port back that was reserved and never started.

    void connect(StreamId, Target);
    void set_mute(StreamId, bool on); // Sends silence in place of what the target says.
    // Dropped when the far end did not agree to telephone-event. Up to 32 wait for their turn.
    void send_digit(StreamId, char digit,
                    std::chrono::milliseconds duration = std::chrono::milliseconds{160});

    // What this stream's party and the one it is bridged to say, while they are bridged; nullptr
    // ends it. Goes on with the next bridge of this stream.
    void tap(StreamId, std::shared_ptr<BridgeTap>);

    // Keeps the last `limit` of what was received (48 kHz, after concealment); zero ends it.
    void keep_heard(StreamId, std::chrono::milliseconds limit);
    void heard(StreamId, std::function<void(Pcm)>);         // Answer on `events_on`.
    void stats(StreamId, std::function<void(StreamStats)>); // Answer on `events_on`.

    // nullptr: no line; streams on it hear nothing and say nothing, and keep their time.
    void set_line(std::shared_ptr<core::SoundLine>);
    // A tone for the agent's ear only (ringback, busy), mixed with whatever is on the line.
    void play_on_line(std::shared_ptr<const Pcm>, Repeat);
    void stop_on_line();

private:
    struct Impl;
    explicit Engine(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

} // namespace sangdam::media
