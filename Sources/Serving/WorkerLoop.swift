import HTTP
import Kernel
import Telemetry

/// The loop of one worker: it accepts, reads and parses, answers what needs no waiting, and hands
/// the rest to threads or tasks.
///
/// Everything here runs on one thread. Requests reach a handler thread only when they are complete,
/// so a slow client holds a few bytes of memory and never a thread.
package final class WorkerLoop {
    enum Mode: Equatable {
        case serving
        /// Leaves, and passes what is idle to the other workers of the pool.
        case draining
        /// Leaves, and closes what is idle.
        case stopping
    }

    let configuration: ServingConfiguration
    let handler: any RequestHandler
    let control: any ControlPort
    let observer: any ServingObserver
    let sockets: WorkerSockets
    /// Where the worker tells that it lives; nil for a loop that nobody supervises.
    let words: SlotWords?
    /// Told that the log files were moved away.
    let reopenLogs: () -> Void

    let epoll: Epoll
    let wakeup: Wakeup
    let executor: LoopExecutor
    let mailbox: Mailbox
    let threads: HandlerThreads
    let timers = LoopTimers()
    let leaving = LeaveSign()
    let acceptor: Acceptor

    var receiveBuffer = ReceiveBuffer(capacity: 64 * 1024)
    /// Open connections by descriptor number.
    var connections: [Connection?] = []
    var connectionCount = 0
    /// Those whose turn ended before their input did.
    var unfinished: [Connection] = []
    var nextSerial: UInt64 = 1
    var mode = Mode.serving
    /// A connection from the pool's queue is being opened, and answered if it can be.
    var isAdopting = false
    /// Connections taken from the pool's queue since one was taken from those that are new.
    var adoptedInARow = 0
    var answered = 0
    var inFlight = 0
    var now = MonotonicTime.now()
    var nextTick = MonotonicTime(nanoseconds: 0)
    var date = HTTPDateText(unixSeconds: 0)
    var dateSeconds = 0

    /// Time between two looks at deadlines and heartbeats.
    static let tickSeconds = 0.25
    /// Those who are new wait while a worker takes that many from the queue, each with one request.
    static let adoptedInARowMax = 8
    /// Buffers one connection may fill before the others have their turn.
    static let readsATurn = 4

    package init(
        configuration: ServingConfiguration,
        sockets: WorkerSockets,
        handler: any RequestHandler,
        control: any ControlPort,
        observer: any ServingObserver,
        words: SlotWords?,
        reopenLogs: @escaping () -> Void
    ) throws {
        self.configuration = configuration
        self.sockets = sockets
        self.handler = handler
        self.control = control
        self.observer = observer
        self.words = words
        self.reopenLogs = reopenLogs
        epoll = try Epoll()
        wakeup = try Wakeup()
        executor = LoopExecutor(wakeup: wakeup)
        mailbox = Mailbox(wakeup: wakeup)
        threads = try HandlerThreads(count: configuration.threads, kind: configuration.kind)
        acceptor = Acceptor(sockets, epoll: epoll)
    }

    /// Serves until the master says to leave and everything begun is finished.
    package func run() throws {
        try epoll.add(wakeup.descriptor.number, .readable)
        try epoll.add(control.descriptor, .readable)
        try acceptor.open()
        words?.clear()
        words?[.process] = UInt64(Process.number)
        words?[.threads] = UInt64(threads.count)
        tick()
        control.report(.ready)
        while !isFinished {
            let count = try epoll.wait(milliseconds: waitMilliseconds)
            now = .now()
            refreshDate()
            for index in 0..<count { try handle(epoll.event(at: index)) }
            advanceUnfinished()
            wakeSleepers()
            if mode == .draining { handOverIdle() }
            if now >= nextTick { tick() }
        }
    }

    private var isFinished: Bool {
        mode != .serving && connectionCount == 0 && inFlight == 0
    }

    private var waitMilliseconds: Int {
        guard unfinished.isEmpty else { return 0 }
        // Connections that could not be passed on are offered again soon.
        if mode == .draining && connectionCount > inFlight { return 2 }
        let next = min(nextTick, timers.next ?? nextTick)
        return max(0, Int((next.nanoseconds - now.nanoseconds) / 1_000_000) + 1)
    }

    /// Lets deliveries go on whose turn has come.
    private func wakeSleepers() {
        timers.wake(at: now)
        executor.runReady()
    }

    private func handle(_ event: Epoll.Event) throws {
        let number = event.descriptor
        if let connection = connection(number) {
            handle(event, of: connection)
        } else if number == wakeup.descriptor.number {
            wakeup.drain()
            executor.runReady()
            for completion in mailbox.takeAll() { complete(completion) }
        } else if let listener = acceptor.listener(number) {
            try accept(from: listener)
        } else if number == sockets.handOffIn.descriptor.number {
            if acceptor.isOpen { try adopt() }
        } else if number == control.descriptor {
            while let command = control.nextCommand() { try obey(command) }
        }
    }

    private func handle(_ event: Epoll.Event, of connection: Connection) {
        if event.isWritable { connection.gate?.open() }
        guard event.isReadable || event.isOver else { return }
        connection.mayHaveInput = true
        if event.isOver { connection.peerHasEnded = true }
        advance(connection)
    }

    private func accept(from listener: Listener) throws {
        guard acceptor.isOpen, mode == .serving else { return }
        do throws(SystemError) {
            guard let (socket, peer) = try listener.accept() else { return }
            welcome(socket, peer)
        } catch {
            // Out of descriptors or memory: leave the rest in the queue for the others and for later.
            observer.observe(.failed(error.description))
            try acceptor.close()
        }
    }

    /// Takes one of the connections that wait to be accepted, if there are any.
    func acceptNext() {
        guard connectionCount < configuration.connectionsMax else { return }
        do throws(SystemError) {
            guard let (socket, peer) = try acceptor.acceptNext() else { return }
            welcome(socket, peer)
        } catch {
            observer.observe(.failed(error.description))
        }
    }

    /// Opens a connection that is new.
    func welcome(_ socket: Descriptor, _ peer: SocketAddress) {
        observer.observe(.accepted)
        adoptedInARow = 0
        open(socket, peer: PeerAddress(peer), received: [], requestCount: 0)
    }

    /// Accepts only while a handler thread is free, so that others may take what this worker cannot.
    func openOrCloseAcceptor() {
        let hasRoom =
            mode == .serving && connectionCount < configuration.connectionsMax
            && (configuration.kind == .async || threads.hasRoom)
        do throws(SystemError) {
            if hasRoom { try acceptor.open() } else { try acceptor.close() }
        } catch {
            observer.observe(.failed(error.description))
        }
    }

    private func tick() {
        nextTick = now.adding(seconds: Self.tickSeconds)
        for connection in connections {
            guard let connection else { continue }
            if connection.deadline < now { expire(connection) }
            if let gate = connection.gate { giveUpIfStalled(connection, gate) }
        }
        openOrCloseAcceptor()
        writeGauges()
    }

    private func giveUpIfStalled(_ connection: Connection, _ gate: WriteGate) {
        let limit = now.adding(seconds: -configuration.writeStallTimeoutSeconds)
        guard gate.isStalled(since: limit) else { return }
        observer.observe(.timedOut)
        gate.abandon()
    }

    private func writeGauges() {
        guard let words else { return }
        let limit = now.adding(seconds: -configuration.handlerTimeoutSeconds)
        let isAlive =
            configuration.handlerTimeoutSeconds == 0 || threads.madeProgress(since: limit)
        if isAlive { words[.heartbeat] = UInt64(now.nanoseconds) }
        words[.inFlight] = UInt64(inFlight)
        words[.connections] = UInt64(connectionCount)
        words[.answered] = UInt64(answered)
        words[.busyThreads] = UInt64(max(0, min(threads.load, threads.count)))
    }

    private func refreshDate() {
        let seconds = WallClock.nowSeconds()
        guard seconds != dateSeconds else { return }
        dateSeconds = seconds
        date = HTTPDateText(unixSeconds: seconds)
    }
}
