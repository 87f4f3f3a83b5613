/// What a project, dataset or screen says of itself, all of it.
package struct ContainerTexts: Sendable, Equatable {
    package var name: String
    package var description: String
    /// Counts for screens alone.
    package var screen: ScreenTexts

    package init(name: String, description: String = "", screen: ScreenTexts = ScreenTexts()) {
        self.name = name
        self.description = description
        self.screen = screen
    }
}

/// What only screens say.
package struct ScreenTexts: Sendable, Equatable {
    package var type: String?
    package var protocolDescription: String?
    package var protocolIdentifier: String?
    package var reagentSetDescription: String?
    package var reagentSetIdentifier: String?

    package init(
        type: String? = nil,
        protocolDescription: String? = nil,
        protocolIdentifier: String? = nil,
        reagentSetDescription: String? = nil,
        reagentSetIdentifier: String? = nil
    ) {
        self.type = type
        self.protocolDescription = protocolDescription
        self.protocolIdentifier = protocolIdentifier
        self.reagentSetDescription = reagentSetDescription
        self.reagentSetIdentifier = reagentSetIdentifier
    }
}
