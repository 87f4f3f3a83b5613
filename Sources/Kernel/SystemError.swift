import Glibc

/// A system call that failed: which call, on what, and the kernel's error number.
package struct SystemError: Error, Equatable, CustomStringConvertible {
    package let call: String
    /// The path, address or process the call was about; empty when there is none.
    package let subject: String
    package let code: Int32

    package init(call: String, subject: String = "", code: Int32) {
        self.call = call
        self.subject = subject
        self.code = code
    }

    package var description: String {
        let reason = unsafe String(cString: strerror(code))
        return subject.isEmpty ? "\(call): \(reason)" : "\(call) \(subject): \(reason)"
    }

    package var isMissingFile: Bool { code == ENOENT }
    /// A path that leads through a file as if it were a folder.
    package var isNotFolder: Bool { code == ENOTDIR }
    package var isPermissionDenied: Bool { code == EACCES || code == EPERM || code == EROFS }
    package var wouldBlock: Bool { code == EAGAIN }
}

/// Runs a call until no signal interrupts it and turns −1 into an error.
@discardableResult
func check<Number: FixedWidthInteger & SignedInteger>(
    _ call: String,
    _ subject: @autoclosure () -> String = "",
    _ body: () -> Number
) throws(SystemError) -> Number {
    while true {
        let result = body()
        if result >= 0 { return result }
        // Nothing may run between the call and this line: it reads the thread's errno.
        let code = errno
        if code != EINTR { throw SystemError(call: call, subject: subject(), code: code) }
    }
}
